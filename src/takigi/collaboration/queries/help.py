"""助けを求めるの読み取り: what waits for the station, what became of one's own, one request whole, and first words to be read."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action
from takigi.audit import actions as audit
from takigi.collaboration.models import HelpAnswer, HelpCoding, HelpRequest, StationInvolvement
from takigi.collaboration.policies import beside
from takigi.collaboration.policies.relations import cases_in, who_is
from takigi.collaboration.queries.reading import SharedHead
from takigi.collaboration.rules.help_requests import (
    MODE_OFFERED,
    OPEN_STATES,
    Agreement,
    AnswerKind,
    AskType,
    HelpState,
    TakeOver,
    agreed,
    agreement,
)
from takigi.collaboration.rules.words import Mode, target_of
from takigi.organisations import queries as organisations


@dataclass(frozen=True)
class HelpLine:
    """相談の一行: a number, and nobody's name."""

    request_id: uuid.UUID
    case_id: uuid.UUID
    case_no: str
    agency: str
    station: str
    asks: tuple[AskType, ...]
    state: HelpState
    asked_on: date
    answers: int


def _lines(municipality_id: int, rows: QuerySet[HelpRequest]) -> list[HelpLine]:
    """Two queries."""
    listed = list(rows.annotate(given=Count("answers")).select_related("case").order_by("asked_at", "pk"))
    ids = {one.requester_agency_id for one in listed} | {one.station_id for one in listed}
    names = organisations.names_of_agencies(municipality_id, ids)
    return [
        HelpLine(
            request_id=one.pk,
            case_id=one.case_id,
            case_no=one.case.case_no,
            agency=names.get(one.requester_agency_id, ""),
            station=names.get(one.station_id, ""),
            asks=tuple(AskType(ask) for ask in one.asks),
            state=HelpState(one.state),
            asked_on=localdate(one.asked_at),
            answers=one.given,
        )
        for one in listed
    ]


def stations(viewer: Viewer) -> list[tuple[int, str]]:
    """相談先: the town's stations. Two queries."""
    cards = organisations.agencies(viewer.municipality_id, on=viewer.on)
    return [(one.agency_id, one.name) for one in cards if one.is_station and one.closed_on is None]


def help_waiting(viewer: Viewer) -> list[HelpLine]:
    """ステーションに届いた相談, the longest-waiting first. Two queries; none for anybody else."""
    if not who_is(viewer).station_ids:
        return []
    return _lines(viewer.municipality_id, beside.addressed_requests(viewer).filter(state__in=OPEN_STATES))


def own_help(viewer: Viewer) -> list[HelpLine]:
    """自分の相談: of the cases one owns, the open ones. Two queries."""
    if not viewer.may_read_persons:
        return []
    mine = cases_in(Relation.OWN, viewer).values("pk")
    return _lines(viewer.municipality_id, HelpRequest.objects.filter(case__in=mine, state__in=OPEN_STATES))


def help_of_case(viewer: Viewer, head: SharedHead) -> list[HelpLine]:
    """このケースの相談, for the case's own page, whose ground is DEID. Two queries."""
    if not head.may(Information.DEID):
        return []
    return _lines(viewer.municipality_id, HelpRequest.objects.filter(case_id=head.case_id))


@dataclass(frozen=True)
class AnswerLine:
    """答え."""

    kind: AnswerKind
    text: str
    planned_on: date | None
    by: str
    answered_at: datetime


@dataclass(frozen=True)
class HelpPage:
    """相談の全体, without a name."""

    line: HelpLine
    asked_by: str
    text: str
    first_words: str
    keeps: str
    tried_on: date | None
    tried_result: str
    why_not_tried: str
    answers: tuple[AnswerLine, ...]
    end_note: str
    may_answer: bool
    may_end: bool
    may_open_case: bool
    may_involve: bool
    because: tuple[str, ...]

    @property
    def offered(self) -> Mode | None:
        """In which way the station last offered to be there; None while it only asks, or has said nothing."""
        offers = [MODE_OFFERED[one.kind] for one in self.answers if one.kind in MODE_OFFERED]
        return offers[-1] if offers else None


def help_page(viewer: Viewer, request_id: uuid.UUID) -> HelpPage:
    """One request. Reading it is itself noted, with the ground. At most 27 queries."""
    request, reading = beside.request_seen(viewer, request_id)
    because = (reading.decisions[Information.DEID].because,)
    audit.note_reading(
        target_of(request.case_id),
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        because=because,
        at=viewer.at,
        detail={"classes": [Information.DEID.value]},
    )
    (line,) = _lines(viewer.municipality_id, HelpRequest.objects.filter(pk=request.pk))
    answers = list(HelpAnswer.objects.filter(request=request).order_by("answered_at", "pk"))
    names = organisations.names_of_staff(
        viewer.municipality_id, {request.asked_by_id, *(one.answered_by_id for one in answers)}
    )
    is_open = request.state in OPEN_STATES
    return HelpPage(
        line=line,
        asked_by=names.get(request.asked_by_id, ""),
        text=request.text,
        first_words=request.first_words,
        keeps=request.keeps,
        tried_on=request.tried_on,
        tried_result=request.tried_result,
        why_not_tried=request.why_not_tried,
        answers=tuple(
            AnswerLine(
                AnswerKind(one.kind), one.text, one.planned_on, names.get(one.answered_by_id, ""), one.answered_at
            )
            for one in answers
        ),
        end_note=request.end_note,
        may_answer=is_open and request.station_id in who_is(viewer).station_ids,
        may_end=is_open and beside.may_write(reading, Action.CONSULT_STATION),
        may_open_case=beside.may_write(reading),
        may_involve=is_open and beside.may_write(reading, Action.REQUEST_MEETING) and not _is_beside(request),
        because=because,
    )


def _is_beside(request: HelpRequest) -> bool:
    """Whether the station is there already, in a way of its own."""
    rows = StationInvolvement.objects.filter(case_id=request.case_id, ended_on__isnull=True)
    return rows.exclude(mode=Mode.CONSULTED).exists()


@dataclass(frozen=True)
class FirstWords:
    """読むことば: the first words and one's own reading, never the other's."""

    request_id: uuid.UUID
    words: str
    asked_on: date
    own: TakeOver | None


@dataclass(frozen=True)
class CodingDesk:
    """最初のことばの読み取り: what is left for the viewer, how far two people agree, and what they agreed on."""

    waiting: tuple[FirstWords, ...]
    agreement: Agreement
    agreed_yes: int
    agreed: int
    differing: int


def may_code_first_words(viewer: Viewer) -> bool:
    """Whether the viewer may be one of the two coders. No query."""
    return beside.codes_first_words(viewer)


def coding_desk(viewer: Viewer, *, since: date) -> CodingDesk:
    """First words since a day, without case or agency. Two queries."""
    if not beside.codes_first_words(viewer):
        raise NotPermitted("最初のことばを読むのは、ステーションと会議の事務局の職員です。")
    rows = list(beside.requests_to_code(viewer).filter(asked_at__date__gte=since).order_by("asked_at", "pk"))
    codes: dict[uuid.UUID, list[HelpCoding]] = {one.pk: [] for one in rows}
    for code in HelpCoding.objects.filter(request__in=rows).order_by("coded_at", "pk"):
        codes[code.request_id].append(code)
    pairs = [tuple(TakeOver(one.code) for one in both) for both in codes.values() if len(both) == 2]
    settled = [found for both in pairs if (found := agreed(both)) is not None]
    return CodingDesk(
        waiting=tuple(_waiting(viewer, rows, codes)),
        agreement=agreement([(one, other) for one, other in pairs]),
        agreed_yes=sum(one is TakeOver.YES for one in settled),
        agreed=len(settled),
        differing=len(pairs) - len(settled),
    )


def _waiting(
    viewer: Viewer, rows: Iterable[HelpRequest], codes: dict[uuid.UUID, list[HelpCoding]]
) -> Iterable[FirstWords]:
    for one in rows:
        given = {code.coder_id: TakeOver(code.code) for code in codes[one.pk]}
        own = given.get(viewer.staff_id)
        if one.asked_by_id != viewer.staff_id and (own is not None or len(given) < 2):
            yield FirstWords(one.pk, one.first_words, localdate(one.asked_at), own)
