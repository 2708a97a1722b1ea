"""助けを求める操作: ask, answer, say how it went on, take back, and read first words. None of them touches the owner."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.write_matrix import Action
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import HelpAnswer, HelpCoding, HelpRequest, StationInvolvement
from takigi.collaboration.policies import beside
from takigi.collaboration.queries.known_words import known_words
from takigi.collaboration.rules.deidentify import (
    Finding,
    Known,
    in_other_words,
    of_our_records,
    scan,
    unanswered,
    unticked,
)
from takigi.collaboration.rules.help_requests import (
    AnswerKind,
    AskType,
    FieldTry,
    HelpState,
    TakeOver,
    check_asks,
    check_keeps,
    check_try,
)
from takigi.collaboration.rules.words import CollaborationRefused, Mode
from takigi.organisations import queries as organisations

# A consultation without names ends by itself: what comes after it is an involvement with a mode of its own.
CONSULTED_DAYS = 90


@dataclass(frozen=True)
class HelpWords:
    """相談のことば. `replies`: what was said to each word that the scan pointed at."""

    text: str
    first_words: str
    keeps: str
    asks: tuple[AskType, ...]
    tried: FieldTry
    station_id: int
    checks: tuple[str, ...] = ()
    replies: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        """Every word that leaves the owner's agency."""
        return f"{self.text}\n{self.first_words}\n{self.keeps}\n{self.tried.result}\n{self.tried.why_not}"


class WordsToAnswer(CollaborationRefused):
    """The scan found words that nobody has looked at; they are with the refusal, so that the page can ask about each."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        words = "」「".join(one.words for one in findings)
        super().__init__(
            f"だれか分かりそうなことばがあります:「{words}」。書きなおすか、下で答えてから出してください。"
        )


def _record(kind: str, by: Viewer, request: HelpRequest, **detail: object) -> None:
    record(kind, by, request.case_id, request=str(request.pk), **detail)


def _check_station(by: Viewer, station_id: int) -> None:
    if not any(
        one.agency_id == station_id and one.is_station for one in organisations.agencies(by.municipality_id, on=by.on)
    ):
        raise Unseen


def _check_words(words: HelpWords, findings: tuple[Finding, ...], known: Known, *, on: date) -> None:
    check_try(words.tried, on=on)
    check_keeps(words.keeps)
    check_asks(words.asks)
    if len(words.text.strip()) < 10:
        raise CollaborationRefused("困っている様子を、だれのことか分からない書き方で書いてください。")
    if not words.first_words.strip():
        raise CollaborationRefused("はじめに何と言いたかったかを、そのまま一言書いてください。")
    if certain := of_our_records(findings, known):
        raise CollaborationRefused(in_other_words(certain))
    if left := unanswered(findings, words.replies):
        raise WordsToAnswer(left)
    if missing := unticked(words.checks):
        raise CollaborationRefused(f"出す前に、目で確かめてください: {missing[0].says}")


@transaction.atomic
def ask_for_help(*, by: Viewer, case_id: uuid.UUID, words: HelpWords) -> uuid.UUID:
    """助けを求める: to a station, without a name. The case stays where it is; the station reads what is de-identified, and for 90 days.

    Words that may tell who it is wait for an answer (`WordsToAnswer`); the household's own names are written in other words.
    """
    case = beside.case_to_write(by, case_id, Action.CONSULT_STATION)
    _check_station(by, words.station_id)
    known = known_words(case_id)
    findings = scan(words.whole, known)
    _check_words(words, findings, known, on=by.on)
    request = HelpRequest.objects.create(
        case=case,
        requester_agency_id=case.case.agency_id,
        station_id=words.station_id,
        tried_on=words.tried.tried_on,
        tried_result=words.tried.result.strip(),
        why_not_tried=words.tried.why_not.strip(),
        keeps=words.keeps.strip(),
        asks=[one.value for one in words.asks],
        first_words=words.first_words.strip(),
        text=words.text.strip(),
        checks=list(words.checks),
        kept_findings=[
            {"tells": one.tells.value, "words": one.words, "reply": words.replies[one.key]} for one in findings
        ],
        asked_at=by.at,
        asked_by_id=by.staff_id,
    )
    _consult(by, request)
    _record("help_asked", by, request, asks=list(request.asks))
    return request.pk


def _consult(by: Viewer, request: HelpRequest) -> None:
    """STN_PRE begins, or goes on for as long again."""
    until = by.on + timedelta(days=CONSULTED_DAYS)
    rows = StationInvolvement.objects.select_for_update().filter(case=request.case, mode=Mode.CONSULTED)
    row = rows.filter(ended_on__isnull=True).first()
    if row is None:
        row = StationInvolvement(
            case=request.case,
            mode=Mode.CONSULTED,
            from_on=by.on,
            recorded_at=by.at,
            recorded_by_id=by.staff_id,
        )
    row.agency_id, row.planned_end_on = request.station_id, until
    row.save()


@transaction.atomic
def answer_help(
    *, by: Viewer, request_id: uuid.UUID, kind: AnswerKind, text: str, planned_on: date | None = None
) -> None:
    """答える: what the station will do, or a question back. It takes nothing over and sends nothing back."""
    request = beside.request_to_answer(by, request_id)
    if not text.strip():
        raise CollaborationRefused("相談した人に伝わるように、ひとこと添えてください。")
    if planned_on is not None and planned_on < by.on:
        raise CollaborationRefused("予定の日が今日より前になっています。日付を確かめてください。")
    HelpAnswer.objects.create(
        request=request,
        kind=kind,
        text=text.strip(),
        planned_on=planned_on,
        answered_at=by.at,
        answered_by_id=by.staff_id,
        answered_agency_id=request.station_id,
    )
    request.state = HelpState.ANSWERED
    request.save(update_fields=["state"])
    _record("help_answered", by, request, answer=kind.value)


def _end(by: Viewer, request: HelpRequest, state: HelpState, note: str) -> None:
    request.state, request.end_note = state, note.strip()
    request.ended_at, request.ended_by_id = by.at, by.staff_id
    request.save(update_fields=["state", "end_note", "ended_at", "ended_by"])
    others = HelpRequest.objects.filter(case=request.case, ended_at__isnull=True).exclude(pk=request.pk)
    if not others.exists():
        rows = StationInvolvement.objects.filter(case=request.case, mode=Mode.CONSULTED, ended_on__isnull=True)
        rows.update(ended_on=by.on, exit_note=state.label)


@transaction.atomic
def settle_help(*, by: Viewer, request_id: uuid.UUID, note: str) -> None:
    """進められた: the owner says how it went on; the consultation without names is over."""
    request = beside.request_to_end(by, request_id)
    if not note.strip():
        raise CollaborationRefused("どう進められたかを、ひとこと書いてください。ステーションの学びになります。")
    _end(by, request, HelpState.SETTLED, note)
    _record("help_settled", by, request)


@transaction.atomic
def withdraw_help(*, by: Viewer, request_id: uuid.UUID) -> None:
    """取り下げる: nothing has to be explained."""
    request = beside.request_to_end(by, request_id)
    _end(by, request, HelpState.WITHDRAWN, "")
    _record("help_withdrawn", by, request)


@transaction.atomic
def code_first_words(*, by: Viewer, request_id: uuid.UUID, code: TakeOver) -> None:
    """最初のことばを読む (K10): two people, each once, neither of whom asked."""
    request = beside.requests_to_code(by).select_for_update(of=("self",)).filter(pk=request_id).first()
    if request is None:
        raise Unseen
    if request.asked_by_id == by.staff_id:
        raise NotPermitted("自分が出した相談のことばは、ほかの二人が読みます。")
    own = HelpCoding.objects.filter(request=request, coder_id=by.staff_id).first()
    if own is None and request.codings.count() >= 2:
        raise CollaborationRefused("この相談は、もう二人が読みました。")
    HelpCoding.objects.update_or_create(
        request=request, coder_id=by.staff_id, defaults={"code": code, "coded_at": by.at}
    )
    _record("first_words_coded", by, request, code=code.value)
