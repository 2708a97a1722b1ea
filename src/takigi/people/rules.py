"""本人・世帯のきまり: consent as a state machine, when two records are one person, certification revisions. Pure."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.kernel.labelled import Labelled


class PeopleRefused(ValueError):
    """The register cannot take this as it is; the text says what is possible instead."""


class ResidentStatus(Labelled):
    """住民の状態 (casework.md 7)."""

    RESIDENT = "resident", "住民"
    MOVED_OUT = "moved_out", "転出"
    DECEASED = "deceased", "死亡"
    REMOVED = "removed", "職権消除"


def qualification_lost_on(left_on: date, *, is_elsewhere_that_day: bool = False) -> date:
    """資格喪失日: the day after leaving; that very day for somebody who is resident elsewhere on it (V22).

    >>> qualification_lost_on(date(2026, 3, 31))
    datetime.date(2026, 4, 1)
    """
    return left_on if is_elsewhere_that_day else left_on + timedelta(days=1)


class ConsentState(Labelled):
    """同意の状態 (collaboration.md R2)."""

    NOT_ASKED = "not_asked", "まだ聞いていない"
    ASKED = "asked", "聞いて返事を待っている"
    GRANTED = "granted", "同意あり"
    REFUSED = "refused", "同意しない"
    UNABLE = "unable", "意思を確かめられない"
    WITHDRAWN = "withdrawn", "取り消し"
    EXPIRED = "expired", "期限切れ"


# Whoever hears a withdrawal records it; asking again is always possible, silence is never consent.
CONSENT_MOVES: dict[ConsentState, frozenset[ConsentState]] = {
    ConsentState.NOT_ASKED: frozenset({ConsentState.ASKED}),
    ConsentState.ASKED: frozenset({ConsentState.GRANTED, ConsentState.REFUSED, ConsentState.UNABLE}),
    ConsentState.GRANTED: frozenset({ConsentState.WITHDRAWN, ConsentState.EXPIRED}),
    ConsentState.REFUSED: frozenset({ConsentState.ASKED}),
    ConsentState.UNABLE: frozenset({ConsentState.ASKED}),
    ConsentState.WITHDRAWN: frozenset({ConsentState.ASKED}),
    ConsentState.EXPIRED: frozenset({ConsentState.ASKED}),
}


class ConsentPurpose(Labelled):
    """同意の目的."""

    SHARING = "sharing", "支援のための情報の共有"
    MEETING = "meeting", "会議への資料の提出"
    STORY = "story", "成功事例としての紹介"
    PHOTO = "photo", "写真の使用"


class ConsentMethod(Labelled):
    """同意の取り方."""

    SIGNATURE = "signature", "署名"
    ORAL = "oral", "口頭（記録）"
    ELECTRONIC = "electronic", "電子"


# Of merged records the stricter counts: a withdrawal or refusal on one is not outvoted by a consent on another.
STRICTNESS = (
    ConsentState.NOT_ASKED,
    ConsentState.ASKED,
    ConsentState.GRANTED,
    ConsentState.EXPIRED,
    ConsentState.UNABLE,
    ConsentState.REFUSED,
    ConsentState.WITHDRAWN,
)


def strictest(states: Iterable[ConsentState]) -> ConsentState:
    """What counts for somebody whose records say these; nothing said is not asked."""
    return max(states, key=STRICTNESS.index, default=ConsentState.NOT_ASKED)


def consent_moves(states: Collection[ConsentState]) -> frozenset[ConsentState]:
    """Where the consent of somebody with these records can go. Whichever of them consents, that can be taken back (I9)."""
    ways = CONSENT_MOVES[strictest(states)]
    return ways | {ConsentState.WITHDRAWN} if ConsentState.GRANTED in states else ways


def check_consent_move(states: Collection[ConsentState], wanted: ConsentState) -> None:
    """Refuses a move that the table does not have, naming those that it has."""
    ways = consent_moves(states)
    if wanted not in ways:
        named = "、".join(state.label for state in ConsentState if state in ways)
        now = strictest(states).label
        raise PeopleRefused(f"「{now}」から「{wanted.label}」へは進めません（進める先: {named}）。")


def consent_after(state: ConsentState, wanted: ConsentState) -> ConsentState:
    """What a record beside the one that is shown says after a step of the person's.

    A consent in force goes with what was withdrawn, and whoever is asked again is asked about all of it: an older yes
    under another record never comes back by itself. Nothing but the shown record ever says yes.
    """
    if wanted is ConsentState.WITHDRAWN and state is ConsentState.GRANTED:
        return ConsentState.WITHDRAWN
    if wanted is ConsentState.ASKED and state is not ConsentState.NOT_ASKED:
        return ConsentState.ASKED
    return state


@dataclass(frozen=True)
class ConsentScope:
    """同意の範囲: which agencies may see which classes of information, until when."""

    agency_ids: frozenset[int] = frozenset()
    classes: frozenset[str] = frozenset()
    expires_on: date | None = None

    def covers(self, agency_id: int, info_class: str, *, on: date) -> bool:
        """Whether the agency may see the class on the day; the day of expiry is still covered."""
        in_time = self.expires_on is None or on <= self.expires_on
        return in_time and agency_id in self.agency_ids and info_class in self.classes

    def within(self, other: "ConsentScope") -> "ConsentScope":
        """What both cover."""
        days = [day for day in (self.expires_on, other.expires_on) if day is not None]
        return ConsentScope(
            self.agency_ids & other.agency_ids, self.classes & other.classes, min(days) if days else None
        )


def consent_state_on(state: ConsentState, expires_on: date | None, *, on: date) -> ConsentState:
    """The state as of a day: a consent whose day has passed is expired, whoever looks."""
    if state is ConsentState.GRANTED and expires_on is not None and on > expires_on:
        return ConsentState.EXPIRED
    return state


class Evidence(Labelled):
    """同じ人だと言える理由. Name and birth date alone are none of them (V17)."""

    NUMBER = "number", "被保険者番号が同じ"
    ADDRESS = "address", "住所が同じ"
    ASKED = "asked", "本人か家族に確かめた"


@dataclass(frozen=True)
class Identity:
    """What two records are compared by."""

    kana_identity: str
    birth: tuple[date | None, date | None]
    sex: str
    insured_no: str
    address_key: str


def agreements(one: Identity, other: Identity) -> frozenset[Evidence]:
    """The evidence that the two records carry themselves; an empty field agrees with nothing."""
    found = set()
    if one.insured_no and one.insured_no == other.insured_no:
        found.add(Evidence.NUMBER)
    if one.address_key and one.address_key == other.address_key:
        found.add(Evidence.ADDRESS)
    return frozenset(found)


def check_merge(one: Identity, other: Identity, stated: AbstractSet[Evidence], note: str) -> None:
    """Refuses a merge that rests on name and birth date alone.

    Evidence that the records can confirm must be confirmed by them; having asked the person needs a note.
    """
    if not stated:
        raise PeopleRefused(
            "名前と生年月日だけでは、同じ人とは言えません。住所か被保険者番号が同じこと、または本人か家族に確かめたことが必要です。"
        )
    carried = agreements(one, other)
    for evidence in (Evidence.NUMBER, Evidence.ADDRESS):
        if evidence in stated and evidence not in carried:
            raise PeopleRefused(f"「{evidence.label}」は、二つの記録では確かめられません。もう一度見くらべてください。")
    if Evidence.ASKED in stated and len(note.strip()) < 5:
        raise PeopleRefused("だれに、どうやって確かめたかを書いてください。")


class RevisionKind(Labelled):
    """認定の記録の別. Nothing is overwritten: each is a row of its own."""

    ENTERED = "entered", "はじめの記録"
    DECIDED = "decided", "認定の結果"
    CORRECTED = "corrected", "訂正"
    TRUNCATED = "truncated", "変更申請により期間を短縮"
    WITHDRAWN = "withdrawn", "取下げ"
    DELETED = "deleted", "削除の訂正"


class ImportState(Labelled):
    """取り込みの段階."""

    RECEIVED = "received", "ファイルを受け取りました"
    CHECKING = "checking", "確かめています"
    CHECKED = "checked", "確認を待っています"
    APPLYING = "applying", "取り込んでいます"
    APPLIED = "applied", "取り込みました"
    UNDONE = "undone", "取り消しました"
    FAILED = "failed", "読めませんでした"
    DISCARDED = "discarded", "やめました"


IMPORT_MOVES: dict[ImportState, frozenset[ImportState]] = {
    # Another sheet or other columns begin anew as long as nothing is written.
    ImportState.RECEIVED: frozenset(
        {ImportState.RECEIVED, ImportState.CHECKING, ImportState.FAILED, ImportState.DISCARDED}
    ),
    ImportState.CHECKING: frozenset(
        {ImportState.CHECKING, ImportState.CHECKED, ImportState.FAILED, ImportState.DISCARDED}
    ),
    ImportState.CHECKED: frozenset(
        {
            ImportState.RECEIVED,
            ImportState.CHECKING,
            ImportState.APPLYING,
            ImportState.FAILED,
            ImportState.DISCARDED,
        }
    ),
    ImportState.APPLYING: frozenset({ImportState.APPLIED, ImportState.CHECKED}),
    ImportState.APPLIED: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
    ImportState.FAILED: frozenset(
        {ImportState.RECEIVED, ImportState.CHECKING, ImportState.FAILED, ImportState.DISCARDED}
    ),
    ImportState.DISCARDED: frozenset(),
}


def check_import_move(current: ImportState, wanted: ImportState) -> None:
    """Refuses a step of an import that cannot follow from here."""
    if wanted not in IMPORT_MOVES[current]:
        raise PeopleRefused(f"この取り込みは今「{current.label}」の段階です。画面を開きなおして確かめてください。")


class RowOutcome(Labelled):
    """取り込む行がどうなるか."""

    NEW_PERSON = "new_person", "新しい人と認定"
    NEW = "new", "新しい認定"
    REVISED = "revised", "認定の訂正"
    CHANGED = "changed", "本人の情報の変更"
    UNCHANGED = "unchanged", "変わりなし"
    LEFT_OUT = "left_out", "取り込まない行"
    WAITING = "waiting", "まだ確かめていない行"
