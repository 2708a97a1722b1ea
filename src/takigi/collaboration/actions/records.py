"""経過・課題・まとまりの操作: fact and opinion apart; a correction replaces, and the old words stay."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.access.write_matrix import Action
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import Contact, Episode, HouseholdMember, IssueTag, SharedCase
from takigi.collaboration.policies import beside
from takigi.collaboration.rules.contacts import Direction, Method, check_contact, check_episode, check_via_station
from takigi.collaboration.rules.issue_codes import ISSUES
from takigi.collaboration.rules.words import CollaborationRefused, Source
from takigi.organisations import queries as organisations


@dataclass(frozen=True)
class ContactWords:
    """経過のことば."""

    happened_on: date
    direction: Direction
    method: Method
    fact_text: str
    opinion_text: str = ""
    with_whom: str = ""
    counterpart_agency_id: int | None = None
    counterpart_staff_id: int | None = None
    is_via_station: bool = False


@transaction.atomic
def write_contact(
    *, by: Viewer, case_id: uuid.UUID, words: ContactWords, replaces: uuid.UUID | None = None
) -> uuid.UUID:
    """経過を記録する; `replaces` puts an earlier one right, whose words stay readable."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    check_contact(words.happened_on, words.fact_text, on=by.on)
    check_via_station(words.counterpart_agency_id, via_station=words.is_via_station)
    _check_counterpart(by, words)
    before = _replaced(case, replaces)
    episode = before.episode if before else case.episodes.filter(closed_on__isnull=True).first()
    contact = Contact.objects.create(
        case=case,
        episode=episode,
        happened_on=words.happened_on,
        direction=words.direction,
        method=words.method,
        with_whom=words.with_whom.strip(),
        counterpart_agency_id=words.counterpart_agency_id,
        counterpart_staff_id=words.counterpart_staff_id,
        is_via_station=words.is_via_station,
        fact_text=words.fact_text.strip(),
        opinion_text=words.opinion_text.strip(),
        replaces=before,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
        recorded_agency_id=case.case.agency_id,
    )
    record("contact_replaced" if before else "contact_written", by, case.pk)
    return contact.pk


def _check_counterpart(by: Viewer, words: ContactWords) -> None:
    agency, staff = words.counterpart_agency_id, words.counterpart_staff_id
    if agency is not None and not organisations.names_of_agencies(by.municipality_id, {agency}):
        raise Unseen
    if staff is None:
        return
    if agency is None:
        raise CollaborationRefused("相手の職員を選んだときは、その人の機関も選んでください。")
    if not organisations.names_of_staff(by.municipality_id, {staff}):
        raise Unseen


def _replaced(case: SharedCase, replaces: uuid.UUID | None) -> Contact | None:
    if replaces is None:
        return None
    before = Contact.objects.select_for_update(of=("self",)).filter(case=case, pk=replaces).first()
    if before is None:
        raise Unseen
    if Contact.objects.filter(replaces=before).exists():
        raise CollaborationRefused("この記録は、もう直されています。直したあとの記録を開いて、もう一度直してください。")
    return before


@transaction.atomic
def tag_issue(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    code: str,
    source: Source,
    member_id: uuid.UUID | None = None,
    since_on: date | None = None,
) -> int:
    """課題を付ける: a code of the list, of the household or of one of its people; each stands open once."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    if not ISSUES.known(code):
        raise CollaborationRefused("課題を、一覧から選んでください。")
    if since_on is not None and since_on > by.on:
        raise CollaborationRefused("いつからかが、今日より後になっています。日付を確かめてください。")
    if member_id is not None and not HouseholdMember.objects.filter(case=case, pk=member_id).exists():
        raise Unseen
    if case.issues.filter(code=code, member_id=member_id, resolved_on__isnull=True).exists():
        raise CollaborationRefused("この課題は、もう付いています。")
    tag = IssueTag.objects.create(
        case=case,
        member_id=member_id,
        code=code,
        since_on=since_on,
        source=source,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("issue_tagged", by, case.pk)
    return tag.pk


@transaction.atomic
def resolve_issue(*, by: Viewer, case_id: uuid.UUID, issue_id: int, on: date) -> None:
    """課題がなくなった日を書く."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    tag = IssueTag.objects.select_for_update().filter(case=case, pk=issue_id, resolved_on__isnull=True).first()
    if tag is None:
        raise Unseen
    if on > by.on or (tag.since_on is not None and on < tag.since_on):
        raise CollaborationRefused("なくなった日は、始まった日から今日までの日にしてください。")
    tag.resolved_on = on
    tag.save(update_fields=["resolved_on"])
    record("issue_resolved", by, case.pk)


@transaction.atomic
def open_episode(*, by: Viewer, case_id: uuid.UUID, on: date) -> uuid.UUID:
    """相談のまとまりを始める: it takes the household's open issues along, and points to the one before it."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    check_episode(on, None, on=by.on)
    if case.episodes.filter(closed_on__isnull=True).exists():
        raise CollaborationRefused("続いている相談のまとまりがあります。先に終えてから始めてください。")
    before = case.episodes.order_by("-closed_on").first()
    if before is not None and before.closed_on and on < before.closed_on:
        raise CollaborationRefused("前のまとまりが終わった日より前の日です。日付を確かめてください。")
    episode = Episode.objects.create(
        case=case,
        opened_on=on,
        issue_codes=_open_codes(case),
        reopened_of=before,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("episode_opened", by, case.pk, episode=str(episode.pk))
    return episode.pk


@transaction.atomic
def close_episode(*, by: Viewer, case_id: uuid.UUID, on: date) -> None:
    """相談のまとまりを終える. What was talked about in it is kept with it."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    episode = Episode.objects.select_for_update().filter(case=case, closed_on__isnull=True).first()
    if episode is None:
        raise CollaborationRefused("続いている相談のまとまりはありません。")
    check_episode(episode.opened_on, on, on=by.on)
    since = case.issues.filter(recorded_at__gte=episode.recorded_at).values_list("code", flat=True)
    episode.issue_codes = sorted({*episode.issue_codes, *since, *_open_codes(case)})
    episode.closed_on = on
    episode.save(update_fields=["issue_codes", "closed_on"])
    record("episode_closed", by, case.pk, episode=str(episode.pk))


def _open_codes(case: SharedCase) -> list[str]:
    return sorted(set(case.issues.filter(resolved_on__isnull=True).values_list("code", flat=True)))
