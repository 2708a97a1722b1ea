"""市の会議を建てる: ten years of meetings of four kinds with who came, minutes, promisesand what was opened to whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from benchmarks.city_cases import Household, moment
from benchmarks.city_readings import write_readings
from benchmarks.one_city import CARE, SUPPORT, SUPPORTERS, TEAM, YEARS, City, put
from takigi.access.decide import MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis, SecrecyType, wording_on
from takigi.access.models import Oath
from takigi.collaboration.models import CaseOnAgenda, Opened, Seat
from takigi.meetings.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Body,
    BodyMember,
    CareItem,
    Invitation,
    InvolvementCheck,
    IssuedCopy,
    ItemRecord,
    ItemSeat,
    Meeting,
    Minutes,
)
from takigi.meetings.rules.follow_ups import OwnerFound
from takigi.meetings.rules.promises import PromiseState
from takigi.meetings.rules.words import AskType, Capacity, MeetingKind, Reply

CLASSES = (Information.IDENT, Information.HH, Information.ASSESS)
TALK = "夜の見守りと通院の付き添いを分けあう。" * 6


def _wording() -> str:
    """The version of the law's own words that whoever reads has confirmed."""
    return wording_on(LegalBasis.SWA_106_6, localdate()).since.isoformat()


@dataclass(frozen=True)
class Gathering:
    """One kind of meeting: how many a year, how many come, how many items it has, on which law."""

    kind: MeetingKind
    a_year: int
    guests: int
    items: int
    basis: LegalBasis


GATHERINGS = (
    Gathering(MeetingKind.SUPPORT, SUPPORT, 10, 3, LegalBasis.SWA_106_6),
    Gathering(MeetingKind.SUPPORTERS_CITY, SUPPORTERS, 40, 1, LegalBasis.NONE),
    Gathering(MeetingKind.CARE, CARE, 12, 6, LegalBasis.LTC_CARE),
    Gathering(MeetingKind.TEAM, TEAM, 6, 0, LegalBasis.NONE),
)


@dataclass(frozen=True)
class Held:
    """One meeting with its items, each with its case, and who was asked."""

    row: Meeting
    what: Gathering
    items: tuple[tuple[AgendaItem, Household | None], ...]
    guests: tuple[tuple[Invitation, tuple[str, ...]], ...]

    @property
    def is_over(self) -> bool:
        """Whether it lies behind."""
        return self.row.phase == MeetingPhase.CLOSED


def write_meetings(city: City, homes: list[Household]) -> None:
    """Bodies with their members, every meeting, and what came of it."""
    bodies = {what.kind: _body(city, what) for what in GATHERINGS}
    live = [one for one in homes if one.closed_on is None]
    held = [
        _meeting(city, what, bodies[what.kind], at, homes if at < city.at else live)
        for what in GATHERINGS
        for at in _days(city, what)
    ]
    put(Meeting, (one.row for one in held))
    put(AgendaItem, (item for one in held for item, _ in one.items))
    put(Invitation, (guest for one in held for guest, _ in one.guests))
    put(ItemSeat, (row for one in held for row in _item_seats(one)))
    over = [one for one in held if one.is_over]
    put(Attendance, (row for one in over for row in _attendance(one)))
    put(Minutes, (_minutes(city, one) for one in over))
    put(ItemRecord, (row for one in over for row in _records(city, one)))
    put(CareItem, (row for one in held if one.what.kind is MeetingKind.CARE for row in _care(city, one)))
    of_law = [one for one in held if one.what.kind is MeetingKind.SUPPORT]
    put(CaseOnAgenda, (row for one in of_law for row in _on_agenda(one)))
    put(Seat, (row for one in of_law for row in _seats(one)))
    opened = [row for one in of_law for row in _opened(city, one)]
    put(Opened, (row for row, _, _ in opened))
    put(IssuedCopy, (row for row, item, one in opened for row in _copies(row, item, one)))
    put(ActionItem, (row for one in of_law if one.is_over for row in _promises(city, one)))
    put(InvolvementCheck, (row for one in of_law if one.is_over for row in _checks(city, one)))
    write_readings(city, homes)


def _body(city: City, what: Gathering) -> Body:
    body = Body.objects.create(
        id=city.uuid(),
        municipality_id=city.world.municipality_id,
        local_name=what.kind.label,
        legal_basis=what.basis,
        meeting_kinds=[what.kind.value],
        established_on=date(city.today.year - YEARS, 4, 1),
        secretariat_id=city.world.agency_ids["secretariat"],
        recorded_at=city.at,
        recorded_by_id=city.secretary,
    )
    staff = [(office.agency_id, one) for office in city.offices for one in office.staff_ids]
    put(
        BodyMember,
        (
            BodyMember(
                id=city.uuid(),
                body=body,
                agency_id=agency,
                staff_id=one,
                secrecy_type=SecrecyType.CORPORATION,
                appointed_on=body.established_on,
                recorded_at=city.at,
                recorded_by_id=city.secretary,
            )
            for agency, one in staff
        ),
    )
    if what.basis is LegalBasis.SWA_106_6:
        key = f"body:{body.pk.hex}"
        put(
            Oath,
            (
                Oath(
                    staff_id=one,
                    body=key,
                    wording_version=_wording(),
                    confirmed_at=city.at,
                    duty_basis="社会福祉法106条の6",
                )
                for _, one in staff
            ),
        )
    return body


def _days(city: City, what: Gathering) -> Iterator[datetime]:
    """Evenly over ten years up to a month from now, and one of these days, so that each kind has one that is open."""
    yield moment(city.today + timedelta(days=5))
    count = city.count(what.a_year * YEARS) - 1
    span = YEARS * 365 + 30
    for number in range(count):
        yield moment(city.today + timedelta(days=30 - span * (count - 1 - number) // count))


def _meeting(city: City, what: Gathering, body: Body, at: datetime, homes: list[Household]) -> Held:
    days = (at.date() - city.today).days
    phase = MeetingPhase.CLOSED if days < -3 else MeetingPhase.MATERIALS_OPEN if days < 8 else MeetingPhase.ACCEPTED
    meeting = Meeting(
        id=city.uuid(),
        municipality_id=city.world.municipality_id,
        body=body,
        kind=what.kind,
        title=f"{what.kind.label}の回",
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        closes_at=at + timedelta(days=3, hours=14),
        phase=phase,
        requester_agency_id=None,
        requested_by_id=city.secretary,
        requested_at=at - timedelta(days=30),
        held_at=at if phase == MeetingPhase.CLOSED else None,
    )
    chosen = city.rng.sample(homes, min(what.items, len(homes)))
    about = [one if what.kind is MeetingKind.SUPPORT else None for one in chosen]
    items = tuple((_item(city, meeting, seq, one), one) for seq, one in enumerate(about, start=1))
    offices = city.rng.sample(city.offices, min(what.guests, len(city.offices)))
    guests = tuple((_guest(city, meeting, one.agency_id, one.staff_ids), one.fields) for one in offices)
    return Held(meeting, what, items, guests)


def _item(city: City, meeting: Meeting, seq: int, one: Household | None) -> AgendaItem:
    return AgendaItem(
        id=city.uuid(),
        meeting=meeting,
        seq=seq,
        body=meeting.body,
        legal_basis=meeting.body.legal_basis,
        case_id=one.case_id if one else None,
        heading="介護と仕事が重なる世帯",
        purpose="だれが何をできるかを出し合う",
        ask_type=AskType.ANOTHER_ROLE,
        what_owner_will_keep="訪問を続けます",
        prior_field_discussion_on=meeting.requested_at.date(),
        deidentified_text="親と子の世帯。",
        requested_by_id=city.secretary,
        requested_at=meeting.requested_at,
        requester_agency_id=one.office.agency_id if one else None,
        owner_agency_at_request_id=one.office.agency_id if one else None,
    )


def _guest(city: City, meeting: Meeting, agency_id: int, staff_ids: tuple[int, ...]) -> Invitation:
    return Invitation(
        id=city.uuid(),
        meeting=meeting,
        staff_id=city.rng.choice(staff_ids),
        agency_id=agency_id,
        admit_reason="この回の話に欠かせないため",
        invited_by_id=city.secretary,
        invited_at=meeting.requested_at,
        reply=Reply.ACCEPTED,
        replied_at=meeting.requested_at,
    )


def _item_seats(one: Held) -> Iterator[ItemSeat]:
    return (ItemSeat(item=item, invitation=guest) for item, _ in one.items for guest, _ in one.guests)


def _attendance(one: Held) -> Iterator[Attendance]:
    for place, (guest, fields) in enumerate(one.guests):
        yield Attendance(
            meeting=one.row,
            invitation=guest,
            staff_id=guest.staff_id,
            agency_id=guest.agency_id,
            fields=list(fields),
            capacity=Capacity.MEMBER,
            is_member=True,
            is_statutory=one.what.basis is not LegalBasis.NONE,
            reply=Reply.ACCEPTED,
            is_present=place % 5 != 0,
            recorded_at=one.row.starts_at,
            recorded_by_id=guest.invited_by_id,
        )


def _minutes(city: City, one: Held) -> Minutes:
    stamp = {"updated_at": one.row.ends_at, "updated_by_id": city.secretary}
    return Minutes(meeting=one.row, finished_at=one.row.ends_at, finished_by_id=city.secretary, **stamp)


def _records(city: City, one: Held) -> Iterator[ItemRecord]:
    stamp = {"recorded_at": one.row.ends_at, "recorded_by_id": city.secretary}
    return (ItemRecord(item=item, said=TALK, decided=TALK, **stamp) for item, _ in one.items)


def _care(city: City, one: Held) -> Iterator[CareItem]:
    stamp = {"recorded_at": one.row.requested_at, "recorded_by_id": city.secretary}
    return (CareItem(item=item, why_chosen="歩く力が落ちているため", **stamp) for item, _ in one.items)


def _on_agenda(one: Held) -> Iterator[CaseOnAgenda]:
    for item, home in one.items:
        yield CaseOnAgenda(
            agenda_item_id=item.pk,
            case_id=home.case_id,
            legal_basis=one.what.basis,
            phase=one.row.phase,
            opens_at=one.row.starts_at - timedelta(days=7),
            closes_at=one.row.closes_at,
            oath_body=f"body:{one.row.body_id.hex}",
            held_on=one.row.starts_at.date() if one.is_over else None,
            owner_agency_at_request_id=home.office.agency_id,
            put_at=one.row.requested_at,
            put_by_id=home.owner_id,
        )


def _seats(one: Held) -> Iterator[Seat]:
    for item, _ in one.items:
        for guest, _ in one.guests:
            yield Seat(
                agenda_id=item.pk,
                staff_id=guest.staff_id,
                agency_id=guest.agency_id,
                accepted_at=guest.replied_at,
                has_attended=one.is_over,
            )


def _opened(city: City, one: Held) -> Iterator[tuple[Opened, AgendaItem, Held]]:
    if one.row.phase == MeetingPhase.ACCEPTED:
        return
    for item, _ in one.items:
        for info in CLASSES:
            row = Opened(
                id=city.uuid(),
                agenda_id=item.pk,
                info_class=info,
                basis=DisclosureBasis.SWA_106_6,
                necessity_note="支え方を決めるため",
                opened_at=one.row.starts_at - timedelta(days=7),
                opened_by_id=city.secretary,
                closed_at=one.row.closes_at if one.is_over else None,
            )
            yield row, item, one


def _copies(opened: Opened, item: AgendaItem, one: Held) -> Iterator[IssuedCopy]:
    end = {"ended_at": one.row.closes_at, "end_reason": "returned"} if one.is_over else {}
    for guest, _ in one.guests:
        yield IssuedCopy(
            item=item,
            opened=opened,
            invitation=guest,
            issued_at=opened.opened_at,
            oath_version=_wording(),
            **end,
        )


def _promises(city: City, one: Held) -> Iterator[ActionItem]:
    is_late = (city.today - one.row.starts_at.date()).days < 60
    for item, _ in one.items:
        for guest, _ in one.guests[:3]:
            yield ActionItem(
                item=item,
                agency_id=guest.agency_id,
                staff_id=guest.staff_id,
                what="週に一度、訪ねる",
                due_on=one.row.starts_at.date() + timedelta(days=45),
                state=PromiseState.ACCEPTED if is_late else PromiseState.DONE,
                asked_at=one.row.ends_at,
                asked_by_id=city.secretary,
                answered_at=one.row.ends_at,
                answered_by_id=guest.staff_id,
                done_on=None if is_late else one.row.starts_at.date() + timedelta(days=40),
            )


def _checks(city: City, one: Held) -> Iterator[InvolvementCheck]:
    for item, home in one.items:
        for days in (30, 90, 180):
            made_on = one.row.starts_at.date() + timedelta(days=days + 2)
            if made_on < city.today - timedelta(days=14):
                yield InvolvementCheck(
                    item=item,
                    days=days,
                    made_on=made_on,
                    made_by_id=city.secretary,
                    owner_agency_id=home.office.agency_id,
                    owner_found=OwnerFound.SAME,
                )
