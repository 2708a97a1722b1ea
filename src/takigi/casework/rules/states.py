"""ケースの状態: what may become of a case. The screens, the manual and the tests read the same table."""

from collections.abc import Mapping
from types import MappingProxyType

from takigi.kernel.labelled import Labelled


class CaseRefused(ValueError):
    """The case cannot take this as it is; the text says what is possible instead."""


class IllegalMove(CaseRefused):
    """The case cannot go there from here."""


class CaseState(Labelled):
    """ケースの状態 (casework.md 1.4)."""

    INQUIRY = "inquiry", "相談受付"
    TRIAGED = "triaged", "振り分け済み"
    KCL_DONE = "kcl_done", "チェックリスト済み"
    CERTIFICATION_PENDING = "certification_pending", "認定待ち"
    CERTIFIED = "certified", "認定済み"
    NOT_ELIGIBLE = "not_eligible", "非該当"
    VISIT_SCHEDULED = "assessment_visit_scheduled", "訪問の予定"
    ASSESSED = "assessed", "訪問済み"
    GOAL_PROPOSED = "goal_proposed", "目標を提案"
    GOAL_AGREED = "goal_agreed", "目標に合意"
    GOAL_DECLINED = "goal_declined", "目標に合意せず"
    PLAN_ACTIVE = "plan_active", "計画を実施中"
    SERVICE_ACTIVE = "service_c_active", "短期集中を実施中"
    SUSPENDED = "suspended", "短期集中を中断中"
    END_ASSESSED = "end_assessed", "終了時の評価済み"
    GRADUATED = "graduated", "卒業"
    EXTENDED = "extended", "延長"
    TRANSFERRED_SERVICE = "transferred_service", "ほかのサービスへ"
    DISCONTINUED = "discontinued", "中止"
    FOLLOW_UP = "community_follow_up", "卒業後の見守り"
    HOSPITALISED = "hospitalised", "入院中"
    CLOSED = "closed", "終結"
    DECEASED = "deceased", "死亡"
    MOVED_OUT = "moved_out", "転出"
    FACILITY = "facility_admission", "施設に入所"


S = CaseState

# Nothing follows these: the case is evidence. Who comes back gets a new case that points to the old one.
FINAL = frozenset({S.CLOSED, S.DECEASED, S.MOVED_OUT, S.FACILITY})
# From anywhere that is not final.
INTERRUPTIONS = frozenset({S.DECEASED, S.MOVED_OUT, S.FACILITY, S.HOSPITALISED})
# A case begins with somebody's word, or with a decision that the ledger brought.
OPENINGS = frozenset({S.INQUIRY, S.CERTIFIED})

# The chain of casework.md 1.4, read literally, with four ways that it leaves to be settled: who declines a short-term
# service goes on with a plan, to follow-up or out; an extension leads back into the service; whoever needs nothing more
# can end before a plan; an application may follow a checklist.
_CHAIN: Mapping[CaseState, frozenset[CaseState]] = {
    S.INQUIRY: frozenset({S.TRIAGED, S.CLOSED}),
    S.TRIAGED: frozenset({S.KCL_DONE, S.CERTIFICATION_PENDING, S.CLOSED}),
    S.KCL_DONE: frozenset({S.VISIT_SCHEDULED, S.CERTIFICATION_PENDING, S.CLOSED}),
    S.CERTIFICATION_PENDING: frozenset({S.CERTIFIED, S.NOT_ELIGIBLE, S.CLOSED}),
    S.CERTIFIED: frozenset({S.VISIT_SCHEDULED, S.CLOSED}),
    S.NOT_ELIGIBLE: frozenset({S.VISIT_SCHEDULED, S.CLOSED}),
    S.VISIT_SCHEDULED: frozenset({S.ASSESSED, S.CLOSED}),
    S.ASSESSED: frozenset({S.GOAL_PROPOSED, S.CLOSED}),
    S.GOAL_PROPOSED: frozenset({S.GOAL_AGREED, S.GOAL_DECLINED}),
    S.GOAL_AGREED: frozenset({S.PLAN_ACTIVE}),
    S.GOAL_DECLINED: frozenset({S.PLAN_ACTIVE, S.CLOSED}),
    S.PLAN_ACTIVE: frozenset({S.SERVICE_ACTIVE, S.FOLLOW_UP, S.CLOSED}),
    S.SERVICE_ACTIVE: frozenset({S.SUSPENDED, S.END_ASSESSED}),
    S.SUSPENDED: frozenset({S.SERVICE_ACTIVE, S.END_ASSESSED}),
    S.END_ASSESSED: frozenset({S.GRADUATED, S.EXTENDED, S.TRANSFERRED_SERVICE, S.DISCONTINUED}),
    S.GRADUATED: frozenset({S.FOLLOW_UP}),
    S.EXTENDED: frozenset({S.SERVICE_ACTIVE, S.FOLLOW_UP}),
    S.TRANSFERRED_SERVICE: frozenset({S.FOLLOW_UP}),
    S.DISCONTINUED: frozenset({S.FOLLOW_UP}),
    S.FOLLOW_UP: frozenset({S.CLOSED}),
    # Back to where the person was before the hospital; `ways_from` puts that state in.
    S.HOSPITALISED: frozenset({S.DISCONTINUED, S.CLOSED}),
}

MOVES: Mapping[CaseState, frozenset[CaseState]] = MappingProxyType(
    {state: (ways | INTERRUPTIONS) - {state} for state, ways in _CHAIN.items()}
    | dict.fromkeys(FINAL, frozenset[CaseState]())
)


class Stage(Labelled):
    """板の列: states that ask for the same kind of work stand in one column."""

    ENTRY = "entry", "受付・認定"
    VISIT = "visit", "訪問"
    AGREEMENT = "agreement", "合意"
    PLAN = "plan", "計画"
    COURSE = "course", "短期集中"
    AFTER = "after", "卒業・その後"
    HOSPITAL = "hospital", "入院中"


STAGE_OF: Mapping[CaseState, Stage] = MappingProxyType(
    dict.fromkeys((S.INQUIRY, S.TRIAGED, S.KCL_DONE, S.CERTIFICATION_PENDING), Stage.ENTRY)
    | dict.fromkeys((S.CERTIFIED, S.NOT_ELIGIBLE, S.VISIT_SCHEDULED), Stage.VISIT)
    | dict.fromkeys((S.ASSESSED, S.GOAL_PROPOSED), Stage.AGREEMENT)
    | dict.fromkeys((S.GOAL_AGREED, S.GOAL_DECLINED, S.PLAN_ACTIVE), Stage.PLAN)
    | dict.fromkeys((S.SERVICE_ACTIVE, S.SUSPENDED, S.END_ASSESSED, S.EXTENDED), Stage.COURSE)
    | dict.fromkeys((S.GRADUATED, S.TRANSFERRED_SERVICE, S.DISCONTINUED, S.FOLLOW_UP), Stage.AFTER)
    | {S.HOSPITALISED: Stage.HOSPITAL}
)

# The states that lie before a visit, in which somebody waits for the first one.
BEFORE_VISIT = frozenset(
    {S.INQUIRY, S.TRIAGED, S.KCL_DONE, S.CERTIFICATION_PENDING, S.CERTIFIED, S.NOT_ELIGIBLE, S.VISIT_SCHEDULED}
)
# The states in which a plan runs, and with it the monitoring.
UNDER_PLAN = frozenset({S.PLAN_ACTIVE, S.SERVICE_ACTIVE, S.SUSPENDED, S.END_ASSESSED, S.EXTENDED})
# The ends of a course that an end assessment can give (KPI 13).
COURSE_ENDS = frozenset({S.GRADUATED, S.EXTENDED, S.TRANSFERRED_SERVICE, S.DISCONTINUED})


def ways_from(state: CaseState, before: CaseState | None = None) -> frozenset[CaseState]:
    """Where a case may go from here. `before`: the state before the hospital, to which it may return.

    >>> sorted(way.label for way in ways_from(CaseState.GOAL_PROPOSED) - INTERRUPTIONS)
    ['目標に合意', '目標に合意せず']
    """
    back = frozenset({before}) if state is S.HOSPITALISED and before is not None else frozenset[CaseState]()
    return MOVES[state] | back


def check_move(current: CaseState, wanted: CaseState, *, before: CaseState | None = None) -> None:
    """Refuses a move that the table does not have, naming those that it has."""
    if wanted in ways_from(current, before):
        return
    if current in FINAL:
        raise IllegalMove(
            f"「{current.label}」のケースは動かせません。また始めるときは、新しいケースを開いてください。"
        )
    ways = "、".join(state.label for state in CaseState if state in ways_from(current, before))
    raise IllegalMove(f"「{current.label}」から「{wanted.label}」へは進めません（進める先: {ways}）。")


class MoveReason(Labelled):
    """動いた理由. `other` needs a note."""

    USUAL = "usual", "予定どおり"
    PERSON = "person_wish", "本人の希望"
    FAMILY = "family_wish", "家族の希望"
    HEALTH = "health", "体調・病気"
    HOSPITAL = "hospital", "入院・退院"
    DECIDED = "decided", "認定の結果"
    WITHDRAWN = "withdrawn", "申請の取下げ"
    NO_NEED = "no_need", "支援の必要がなくなった"
    REGISTER = "register", "台帳の異動"
    CORRECTION = "correction", "記録のまちがい"
    OTHER = "other", "その他"


NEEDS_REASON = frozenset({S.DISCONTINUED, S.CLOSED, S.GOAL_DECLINED, S.SUSPENDED, S.TRANSFERRED_SERVICE, S.EXTENDED})


def check_reason(wanted: CaseState, reason: MoveReason, note: str) -> None:
    """Ends, refusals and interruptions are told with a reason that the successor understands."""
    if reason is MoveReason.OTHER and not note.strip():
        raise CaseRefused("「その他」のときは、どんな理由かを書いてください。")
    if wanted in NEEDS_REASON and reason is MoveReason.USUAL and not note.strip():
        raise CaseRefused(f"「{wanted.label}」にするときは、理由を選ぶか書いてください。")


class CaseKind(Labelled):
    """ケースの別. Both kinds are one table with one history of ownership."""

    PREVENTION = "prevention", "介護予防"
    MULTI_AGENCY = "multi_agency", "多機関協働"


class Route(Labelled):
    """つながった経路 (casework.md 1.1)."""

    WINDOW = "window", "窓口"
    PHONE = "phone", "電話"
    HOME_VISIT = "home_visit", "訪問"
    HOSPITAL = "hospital", "病院"
    WELFARE_VOLUNTEER = "welfare_volunteer", "民生委員"
    FAMILY = "family", "家族"
    CARE_MANAGER = "care_manager", "ケアマネジャー"
    COORDINATOR = "coordinator", "生活支援コーディネーター"
    LEDGER = "ledger", "認定の台帳から"
    RETURN = "return", "以前のケースから"
    OTHER = "other", "その他"
