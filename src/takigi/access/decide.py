"""閲覧の判断: may someone with this relation read this information, here and now, and why. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from takigi.access.information import CASE_CLASSES, Information
from takigi.access.matrix import MATRIX, Cell, Code, View
from takigi.access.relations import Relation
from takigi.kernel.labelled import Labelled


class MeetingPhase(Labelled):
    """会議の段階. Without a meeting, `DRAFT` stands for it: it opens nothing."""

    DRAFT = "draft", "準備中"
    ACCEPTED = "accepted", "受理"
    MATERIALS_OPEN = "materials_open", "資料公開中"
    HELD = "held", "開催"
    GRACE = "grace", "整理期間"
    CLOSED = "closed", "終了"
    CANCELLED = "cancelled", "中止"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """閲覧の事情: the phase and the twelve facts a decision may rest on, for one reader and one kind of information.

    What is not stated is taken to be missing, so that forgetting a fact closes and never opens.
    """

    phase: MeetingPhase = MeetingPhase.DRAFT
    is_active: bool = False  # アカウントが有効
    has_oath: bool = False  # 守秘の確認、または職務上の守秘義務の記録が有効
    has_consent: bool = False  # 本人の同意が、この機関・区分・目的に及ぶ
    has_sensitive_scope: bool = False  # 同意の範囲に要配慮個人情報が明記されている
    is_disclosed: bool = False  # 根拠のある会議体の議題で、守秘を確認した受け手に開示されている
    has_necessity_note: bool = False  # 会長が必要性を記録している
    has_emergency_access: bool = False  # 緊急の閲覧中
    is_own_agency: bool = False  # 自分の機関の記録・ケース
    is_own_entry: bool = False  # 自分の分
    is_listed: bool = False  # 保護すべき住所を見られる人の名簿に載っている
    is_attendee: bool = False  # その会議に招かれて承諾した、または出席した
    is_small_number: bool = True  # 集計の人数が少ない（5人未満、こころの健康は10人未満）


class RefusedBy(StrEnum):
    """What said no."""

    INACTIVE = "D1"
    NO_OATH = "D2"
    CELL = "cell"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer with its sentence: `because` is printed as 閲覧の根拠 or as the refusal, and goes into the log."""

    permitted: bool
    view: View
    because: str
    relation: Relation | None = None
    code: Code | None = None
    refused_by: RefusedBy | None = None


VIEWS = tuple(View)  # widest first


def _refused(by: RefusedBy, because: str, relation: Relation | None = None) -> Decision:
    return Decision(False, View.NOTHING, because, relation=relation, refused_by=by)


REFUSED_AS_INACTIVE = _refused(RefusedBy.INACTIVE, "停止中のアカウントでは見られません。管理の担当に連絡してください。")
REFUSED_WITHOUT_OATH = _refused(
    RefusedBy.NO_OATH, "守秘の確認が済むと見られるようになります。先に守秘の確認をしてください。"
)

READING_PHASES = frozenset({MeetingPhase.MATERIALS_OPEN, MeetingPhase.HELD, MeetingPhase.GRACE})
EARLY_PHASES = READING_PHASES | {MeetingPhase.ACCEPTED}
FOLLOWING_PHASES = frozenset({MeetingPhase.HELD, MeetingPhase.GRACE, MeetingPhase.CLOSED})

# The station and the secretariat prepare the meeting: they read earlier, and nobody invites them.
PREPARING = frozenset({Relation.STN, Relation.SEC})

Condition = Callable[[Circumstances], bool]

CONDITIONS: dict[Code, Condition] = {
    Code.ALWAYS: lambda _: True,
    Code.CONSENT: lambda now: now.has_consent,
    Code.SENSITIVE_CONSENT: lambda now: now.has_consent and now.has_sensitive_scope,
    Code.DISCLOSED: lambda now: now.is_disclosed and now.is_attendee and now.phase in READING_PHASES,
    Code.DISCLOSED_AS_NECESSARY: lambda now: (
        now.is_disclosed and now.has_necessity_note and now.is_attendee and now.phase in READING_PHASES
    ),
    Code.ATTENDED: lambda now: now.is_attendee and now.phase in FOLLOWING_PHASES,
    Code.OWN_AGENCY: lambda now: now.is_own_agency,
    Code.LISTED: lambda now: now.is_listed,
    Code.INVITED: lambda now: now.is_attendee,
    Code.OWN_ENTRY: lambda now: now.is_own_entry,
    Code.AGGREGATE: lambda now: not now.is_small_number,
    Code.EMERGENCY: lambda now: now.has_emergency_access,
}
CONDITIONS_WHEN_PREPARING: dict[Code, Condition] = CONDITIONS | {
    Code.DISCLOSED: lambda now: now.is_disclosed and now.phase in EARLY_PHASES,
    Code.DISCLOSED_AS_NECESSARY: lambda now: now.is_disclosed and now.has_necessity_note and now.phase in EARLY_PHASES,
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """One cell, ready to be asked: what opens it, in order, and what is said when nothing does."""

    is_about_a_case: bool
    ways: tuple[tuple[Condition, Decision], ...]
    otherwise: Decision

    def on(self, now: Circumstances) -> Decision:
        """Deny rules first; neither consent nor an emergency overrides them."""
        if not now.is_active:
            return REFUSED_AS_INACTIVE
        if self.is_about_a_case and not now.has_oath:
            return REFUSED_WITHOUT_OATH
        for opens, permit in self.ways:
            if opens(now):
                return permit
        return self.otherwise


def ruling_of(relation: Relation, info_class: Information, cell: Cell) -> Ruling:
    """Make a cell of the grid ready to be asked."""
    conditions = CONDITIONS_WHEN_PREPARING if relation in PREPARING else CONDITIONS
    return Ruling(
        is_about_a_case=info_class in CASE_CLASSES,
        ways=tuple((conditions[code], _permit(relation, code)) for code in cell.ways),
        otherwise=_refusal(relation, info_class, cell),
    )


def _permit(relation: Relation, code: Code) -> Decision:
    because = f"{relation.reason}（{code.note}）" if code.note else relation.reason
    return Decision(True, code.view, because, relation=relation, code=code)


def _refusal(relation: Relation, info_class: Information, cell: Cell) -> Decision:
    if not cell.ways:
        because = f"「{info_class.label}」は、{relation.label}の立場では見られません。必要なときは主担当か事務局に相談してください。"
        return _refused(RefusedBy.CELL, because, relation)
    because = (
        f"「{info_class.label}」を見られるのは、次のときです：{'、または'.join(code.when for code in cell.ways)}。"
    )
    return _refused(RefusedBy.CONDITION, because, relation)


RULINGS = {
    (relation, info_class): ruling_of(relation, info_class, cell) for (info_class, relation), cell in MATRIX.items()
}


def decide(relation: Relation, info_class: Information, circumstances: Circumstances) -> Decision:
    """May someone in this relation read this information now, how much of it, and why."""
    return RULINGS[relation, info_class].on(circumstances)


def permits(
    relations: Iterable[Relation], info_class: Information, circumstances: Circumstances
) -> tuple[Decision, ...]:
    """Every permit that someone's relations give, widest view first: all the grounds to print and to log.

    Nobody is without a relation: who has none stands in `Relation.NONE`.
    """
    decisions = _weighed(relations, info_class, circumstances)
    return tuple(decision for decision in decisions if decision.permitted)


def decide_any(relations: Iterable[Relation], info_class: Information, circumstances: Circumstances) -> Decision:
    """Someone with several relations may read what any of them opens; the deny rules still come first.

    Returns the widest permit, otherwise the refusal that says most about what would open it.
    Own answers and aggregates of the same survey do not contain one another: ask `permits` for both.
    """
    return _weighed(relations, info_class, circumstances)[0]


def widest(decisions: Iterable[Decision]) -> Decision:
    """Of decisions that were taken each in circumstances of its own: the widest permit, else the refusal that says most."""
    return min(decisions, key=_place)


def _weighed(relations: Iterable[Relation], info_class: Information, circumstances: Circumstances) -> list[Decision]:
    held = frozenset(relations) or {Relation.NONE}
    decisions = [decide(relation, info_class, circumstances) for relation in Relation if relation in held]
    return sorted(decisions, key=_place)


def _place(decision: Decision) -> tuple[int, bool, bool]:
    """Widest first; an emergency only where nothing else opens as much; a mere condition before a flat no."""
    return (
        VIEWS.index(decision.view),
        decision.code is Code.EMERGENCY,
        decision.refused_by is RefusedBy.CELL,
    )
