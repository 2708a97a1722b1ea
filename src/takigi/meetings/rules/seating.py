"""だれに渡せるか: what still stands between an invited person and what a meeting opens, and what each class shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from takigi.access.decide import Circumstances, MeetingPhase, decide
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.meetings.rules.words import Capacity, Reply


class Hindrance(Enum):
    """渡せないわけ, with the lawful way on."""

    WITHDRAWN = "招集を取り消しています。"
    NO_ACCOUNT = "サインインしない方です。画面では渡せません。会議の席で、その場で示して回収してください。"
    LEFT = "招いた機関に、いま配属がありません。同じ機関のほかの方を招いてください。"
    WAITING = "まだ出席の返事がありません。"
    DECLINED = "欠席の返事です。資料は渡しません。"
    OBSERVER = "傍聴の方です。名前を伏せた概要だけが見られます。"
    NO_OATH = "この会議体の守秘の確認がまだです。本人の画面で確認するか、紙で受けて登録してください。"


@dataclass(frozen=True)
class Guest:
    """招かれた人のいま: what is known of one invitation at the moment."""

    capacity: Capacity
    reply: Reply
    has_account: bool
    holds_post: bool
    has_oath: bool
    is_withdrawn: bool = False


def hindrance(guest: Guest) -> Hindrance | None:
    """The first thing in the way; None when materials can be issued (I7)."""
    if guest.is_withdrawn:
        return Hindrance.WITHDRAWN
    if not guest.has_account:
        return Hindrance.NO_ACCOUNT
    if not guest.holds_post:
        return Hindrance.LEFT
    if guest.reply is Reply.WAITING:
        return Hindrance.WAITING
    if guest.reply is Reply.DECLINED:
        return Hindrance.DECLINED
    if guest.capacity is Capacity.OBSERVER:
        return Hindrance.OBSERVER
    return None if guest.has_oath else Hindrance.NO_OATH


def relation_of(capacity: Capacity) -> Relation:
    """What an invitation alone makes of somebody."""
    return Relation.COM if capacity is Capacity.COMMUNITY else Relation.PART


def shown_to(capacity: Capacity, info_class: Information, *, has_necessity: bool, is_covered: bool) -> bool:
    """Whether the class will be seen by this guest while materials are open: asked of the matrix, not said again here.

    `is_covered`: where the basis is the person's consent, whether it reaches this guest's agency.
    """
    now = Circumstances(
        phase=MeetingPhase.MATERIALS_OPEN,
        is_active=True,
        has_oath=True,
        is_disclosed=is_covered,
        has_necessity_note=has_necessity,
        is_attendee=True,
    )
    return decide(relation_of(capacity), info_class, now).permitted


def reaches(basis: DisclosureBasis, agency_id: int | None, consenting: Iterable[int]) -> bool:
    """A statute reaches every guest; a consent only the agencies that it names."""
    return basis is not DisclosureBasis.CONSENT or (agency_id is not None and agency_id in set(consenting))
