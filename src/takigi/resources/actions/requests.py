"""相談の操作: a need is sent, answered, matched by a person who chooses, and followed for a year."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.resources import policies
from takigi.resources.actions.deeds import record
from takigi.resources.actions.unmet import UnmetWords, note_unmet, one_more_voice
from takigi.resources.models import Match, MatchRequest, Participation, RequestWord
from takigi.resources.rules.matching import Need
from takigi.resources.rules.requests import (
    LOOKED_AFTER,
    Accompanied,
    Outcome,
    RequestSource,
    Standing,
    UnmetSource,
    check_day,
    check_open,
)
from takigi.resources.rules.words import ResourceRefused, ResourceState

MOST_WALK, MOST_COST = 180, 100_000


@dataclass(frozen=True)
class NeedWords:
    """相談の中身. `consent_on` None: the coordinator reads the need and not whose it is."""

    text: str
    source: RequestSource
    need: Need
    consent_on: date | None = None
    received_on: date | None = None


def target_of(request_id: uuid.UUID) -> str:
    """How the audit log names a request."""
    return f"match_request:{request_id}"


@transaction.atomic
def ask_for_place(*, by: Viewer, words: NeedWords, case_id: uuid.UUID | None = None) -> uuid.UUID:
    """相談を送る, for a case or for somebody without a name."""
    policies.check_may_ask(by, case_id)
    _check(by, words, case_id)
    need = words.need
    row = MatchRequest.objects.create(
        municipality_id=by.municipality_id,
        case_id=case_id,
        area_id=need.area_id,
        source=words.source,
        need_text=words.text.strip(),
        interests=sorted(need.interests),
        weekdays=sorted(need.weekdays),
        most_walk=need.most_walk,
        is_to_be_taken=need.is_to_be_taken,
        is_without_steps=need.is_without_steps,
        most_cost=need.most_cost,
        welcomes=sorted(need.welcomes),
        consent_on=words.consent_on if case_id else None,
        received_on=words.received_on or by.on,
        asked_by_id=by.staff_id,
        asked_at=by.at,
    )
    record("resources.asked", by, target_of(row.pk))
    return row.pk


@transaction.atomic
def take_request(*, by: Viewer, request_id: uuid.UUID) -> None:
    """引き受ける: from now on the asker knows by whom it is being looked for."""
    _take(by, policies.request_to_match(by, request_id))


@transaction.atomic
def answer_request(*, by: Viewer, request_id: uuid.UUID, text: str) -> None:
    """返事を書く. A coordinator who answers has taken it."""
    row = policies.request_to_answer(by, request_id)
    if not text.strip():
        raise ResourceRefused("返事の言葉を書いてください。")
    if policies.coordinates(by) and row.taken_by_id is None and not row.outcome:
        _take(by, row)
    RequestWord.objects.create(request=row, text=text.strip(), written_by_id=by.staff_id, written_at=by.at)
    record("resources.answered", by, target_of(row.pk))


@transaction.atomic
def withdraw_name(*, by: Viewer, request_id: uuid.UUID) -> None:
    """名前を伝える同意の取りやめ: from this moment the coordinator sees no name any more."""
    row = policies.request_to_answer(by, request_id)
    if row.consent_on is None or row.consent_withdrawn_on is not None:
        raise ResourceRefused("名前を伝える同意は、いまありません。")
    row.consent_withdrawn_on = by.on
    row.save(update_fields=["consent_withdrawn_on"])
    record("resources.consent_withdrawn", by, target_of(row.pk))


@transaction.atomic
def choose_place(
    *, by: Viewer, request_id: uuid.UUID, resource_id: uuid.UUID, shown: Sequence[tuple[str, Sequence[str]]] = ()
) -> uuid.UUID:
    """場所を選ぶ: by the coordinator, whatever stood first. `shown`: the candidates with their reasons, as they stood."""
    row = policies.request_to_match(by, request_id)
    check_open(_outcome(row))
    place = policies.seen_resource(by, resource_id)
    if place.state == ResourceState.ENDED:
        raise ResourceRefused("この場所は終わっています。ほかの場所を選んでください。")
    if row.matches.filter(resource=place, given_up_on__isnull=True).exists():
        raise ResourceRefused("この場所は、もう選んであります。")
    if row.taken_by_id is None:
        _take(by, row)
    kept = [[name, list(reasons)] for name, reasons in shown]
    match = Match.objects.create(request=row, resource=place, shown=kept, chosen_on=by.on, chosen_by_id=by.staff_id)
    record("resources.chosen", by, target_of(row.pk))
    return match.pk


@transaction.atomic
def introduce(*, by: Viewer, match_id: uuid.UUID, on: date, accompanied: Accompanied | None) -> None:
    """紹介した: the person knows the place, and who comes along the first time is settled."""
    match = _match_to_answer(by, match_id)
    check_open(_outcome(match.request))
    _check_standing(match)
    check_day(on, today=by.on, not_before=match.request.received_on, what="紹介した日")
    match.introduced_on, match.accompanied_by = on, accompanied or ""
    match.save(update_fields=["introduced_on", "accompanied_by"])
    record("resources.introduced", by, target_of(match.request_id))


@transaction.atomic
def attend_first(*, by: Viewer, match_id: uuid.UUID, on: date, role_taken: str = "") -> None:
    """はじめて行った. With it the request has found its end."""
    match = _match_to_answer(by, match_id)
    _check_standing(match)
    if match.introduced_on is None:
        raise ResourceRefused("先に、紹介した日を書いてください。")
    if match.first_attended_on is not None:
        raise ResourceRefused("はじめて行った日は、もう書いてあります。")
    outcome = _outcome(match.request)
    if outcome not in {None, Outcome.ATTENDED}:
        check_open(outcome)
    check_day(on, today=by.on, not_before=match.introduced_on, what="はじめて行った日")
    match.first_attended_on, match.role_taken = on, role_taken.strip()
    match.save(update_fields=["first_attended_on", "role_taken"])
    if outcome is None:
        _close(match.request, Outcome.ATTENDED, on=on)
    record("resources.attended", by, target_of(match.request_id))


@transaction.atomic
def give_up_place(*, by: Viewer, match_id: uuid.UUID, reason: str) -> None:
    """選んだ場所をやめる before anybody went there; the request goes on."""
    match = _match_to_answer(by, match_id)
    _check_standing(match)
    if match.first_attended_on is not None:
        raise ResourceRefused("もう通い始めています。やめたときは「その後」に書いてください。")
    if not reason.strip():
        raise ResourceRefused("やめたわけを一言書いてください。次の方に場所をすすめるときの手がかりになります。")
    match.given_up_on, match.given_up_reason = by.on, reason.strip()
    match.save(update_fields=["given_up_on", "given_up_reason"])
    record("resources.given_up", by, target_of(match.request_id))


@transaction.atomic
def look_after(*, by: Viewer, match_id: uuid.UUID, months: int, on: date, standing: Standing, note: str = "") -> None:
    """その後を聞いた, one, three, six or twelve months after the first time."""
    match = _match_to_answer(by, match_id)
    if match.first_attended_on is None:
        raise ResourceRefused("はじめて行った日が、まだ書かれていません。")
    if months not in LOOKED_AFTER or match.participations.filter(months=months).exists():
        raise ResourceRefused(f"{months}か月後のようすは、もう書いてあります。")
    check_day(on, today=by.on, not_before=match.first_attended_on, what="聞いた日")
    Participation.objects.create(
        match=match,
        months=months,
        looked_on=on,
        standing=standing,
        note=note.strip(),
        recorded_by_id=by.staff_id,
    )
    record("resources.looked_after", by, target_of(match.request_id), months=months)


@transaction.atomic
def withdraw_request(*, by: Viewer, request_id: uuid.UUID, reason: str) -> None:
    """相談を取りやめる: it stays in the count of what has ended (KPI 22)."""
    row = policies.request_to_answer(by, request_id)
    check_open(_outcome(row))
    if not reason.strip():
        raise ResourceRefused("取りやめたわけを一言書いてください。")
    _close(row, Outcome.WITHDRAWN, on=by.on, note=reason.strip())
    record("resources.closed", by, target_of(row.pk), outcome=Outcome.WITHDRAWN.value)


@transaction.atomic
def find_none(
    *, by: Viewer, request_id: uuid.UUID, unmet: UnmetWords | None = None, joined: uuid.UUID | None = None
) -> uuid.UUID:
    """合う場所がなかった: what is missing is noted anew, or counted as one more voice of what is known already."""
    row = policies.request_to_match(by, request_id)
    check_open(_outcome(row))
    if row.matches.filter(first_attended_on__isnull=False).exists():
        raise ResourceRefused("この方は、もう通い始めています。")
    if joined is not None:
        one_more_voice(by=by, unmet_id=joined)
        unmet_id = joined
    elif unmet is not None:
        unmet_id = note_unmet(by=by, words=replace(unmet, source=UnmetSource.MATCH, area_id=row.area_id))
    else:
        raise ResourceRefused("何が足りなかったかを書いてください。次の話し合いのもとになります。")
    row.unmet_need_id = unmet_id
    row.save(update_fields=["unmet_need"])
    _close(row, Outcome.NONE, on=by.on)
    record("resources.closed", by, target_of(row.pk), outcome=Outcome.NONE.value)
    return unmet_id


def _take(by: Viewer, row: MatchRequest) -> None:
    check_open(_outcome(row))
    if row.taken_by_id is not None and row.taken_by_id != by.staff_id:
        raise ResourceRefused("ほかの生活支援コーディネーターが、もう引き受けています。")
    row.taken_by_id, row.taken_on = by.staff_id, row.taken_on or by.on
    row.save(update_fields=["taken_by", "taken_on"])
    record("resources.taken", by, target_of(row.pk))


def _close(row: MatchRequest, outcome: Outcome, *, on: date, note: str = "") -> None:
    row.outcome, row.closed_on, row.closed_note = outcome, on, note
    row.save(update_fields=["outcome", "closed_on", "closed_note"])


def _outcome(row: MatchRequest) -> Outcome | None:
    return Outcome(row.outcome) if row.outcome else None


def _match_to_answer(by: Viewer, match_id: uuid.UUID) -> Match:
    found = policies.seen_match(by, match_id)
    request = policies.request_to_answer(by, found.request_id)
    match = Match.objects.select_for_update().get(pk=found.pk)
    match.request = request
    return match


def _check_standing(match: Match) -> None:
    if match.given_up_on is not None:
        raise ResourceRefused("この場所は、やめたと書いてあります。もう一度選ぶところから始めてください。")


def _check(by: Viewer, words: NeedWords, case_id: uuid.UUID | None) -> None:
    if len(words.text.strip()) < 5:
        raise ResourceRefused("何をしたいか、何に困っているかを、本人の言葉で書いてください。")
    known = {one.area_id for one in organisations.areas(by.municipality_id)}
    if words.need.area_id is not None and words.need.area_id not in known:
        raise ResourceRefused("この地区は町の一覧にありません。一覧から選んでください。")
    if words.consent_on is not None and words.consent_on > by.on:
        raise ResourceRefused("同意を聞いた日が、先の日になっています。")
    if words.received_on is not None and words.received_on > by.on:
        raise ResourceRefused("受けた日が、先の日になっています。")
    if case_id is not None and MatchRequest.objects.filter(case_id=case_id, outcome="").exists():
        raise ResourceRefused("このケースの相談が、もう送ってあります。続きは、その相談のやりとりに書いてください。")
