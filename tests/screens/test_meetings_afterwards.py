"""会議のあいだとそのあとの画面: one happy way through each, and the sentence where there is none."""

import json
import uuid

import pytest
from django.urls import reverse
from django.utils.timezone import now

from takigi.meetings.actions.promises import PromiseWords, ask_promise
from takigi.meetings.models import ActionItem, AgendaItem, ItemRecord, LectureRequest
from takigi.meetings.queries.attendance import attendance_of
from takigi.meetings.queries.dates import dates_of
from takigi.meetings.rules.minutes import Box, box_name
from takigi.meetings.rules.words import Capacity, MeetingKind
from tests.casework_made import open_case
from tests.meetings_held import held, invite, planned
from tests.screens.people_made import register
from tests.shared_cases_made import open_shared
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def words_of(answer):
    return answer.content.decode()


@pytest.fixture
def support(world):
    """A 支援会議 that was held today about one household."""
    return held(world, MeetingKind.SUPPORT, case_id=open_shared(world))


@pytest.mark.later
def test_attendance_is_taken_at_a_tap_and_a_stranger_needs_a_reason(world, sit, support):
    meeting_id, _ = support
    address = reverse("meeting_attendance", args=[meeting_id])
    lines = attendance_of(world.viewer(Role.SECRETARIAT), meeting_id).lines
    sent = {"new_capacity": "community", "new_name": "藤井 学", "new_agency": "", "new_staff": "", "new_reason": ""}
    for line in lines:
        sent |= {f"came-{line.key}": "on", f"as-{line.key}": line.capacity.value}
    secretary = sit(Role.SECRETARIAT)
    refused = secretary.post(address, sent)
    assert refused.status_code == 422 and "認めた理由" in words_of(refused) and "藤井 学" in words_of(refused)
    assert secretary.post(address, sent | {"new_reason": "毎日声をかけている隣の人"}).status_code == 302
    told = words_of(secretary.get(address))
    assert "4人" in told and "はじめての人 4人" in told
    # Whoever was there reads who came, and takes nothing.
    guest = words_of(sit(Role.COORDINATOR).get(address))
    assert "藤井 学" in guest and "出席を記録する" not in guest


def save(client, meeting_id, name, value, *, editor, base=0, seq=1):
    sent = {
        "draft": str(uuid.uuid4()),
        "editor": editor,
        "since": 0,
        "place": "",
        "changes": [{"field": name, "value": value, "base": base, "seq": seq}],
    }
    return client.post(
        reverse("meeting_minutes_save", args=[meeting_id]), json.dumps(sent), content_type="application/json"
    )


@pytest.mark.later
def test_two_write_the_minutes_and_both_wordings_stand_until_one_is_chosen(world, sit, support):
    meeting_id, item_id = support
    name = box_name(Box.DECIDED, item_id)
    secretary, station = sit(Role.SECRETARIAT), sit(Role.STATION)
    assert name in words_of(secretary.get(reverse("meeting_minutes", args=[meeting_id])))
    save(secretary, meeting_id, name, "主担当は変わらない", editor=str(uuid.uuid4()))
    other = save(station, meeting_id, name, "家計の相談をする", editor=str(uuid.uuid4())).json()
    assert other["conflicts"] == [name] and other["others"] == ["森口 直"]
    finish = secretary.post(reverse("meeting_minutes", args=[meeting_id]), {"seen": other["version"]}, follow=True)
    assert "ちがう欄があります" in words_of(finish)
    entry = other["entries"][name]
    both = [entry["version"], *(one["version"] for one in entry["rivals"])]
    sent = {"editor": str(uuid.uuid4()), "field": name, "keep": both, "seen": both, "since": 0, "draft": "x"}
    address = reverse("meeting_minutes_settle", args=[meeting_id])
    kept = secretary.post(address, json.dumps(sent), content_type="application/json").json()
    finish = secretary.post(reverse("meeting_minutes", args=[meeting_id]), {"seen": kept["version"]}, follow=True)
    assert "議事録をまとめました" in words_of(finish)
    assert ItemRecord.objects.get(item_id=item_id).decided == "主担当は変わらない\n家計の相談をする"
    unknown = save(secretary, meeting_id, "said-x", "…", editor=str(uuid.uuid4()))
    assert unknown.status_code == 422 and "残っています" in unknown.json()["sentence"]
    # The owner confirms, the guest reads what was decided.
    owner = sit(Role.EAST_NURSE)
    assert "記録の事実を確かめる" in words_of(owner.get(reverse("meeting_promises", args=[meeting_id])))
    assert owner.post(reverse("record_confirm", args=[item_id]), {"remark": ""}).status_code == 302
    assert "主担当が事実を確かめました" in words_of(
        sit(Role.COORDINATOR).get(reverse("meeting_promises", args=[meeting_id]))
    )


@pytest.mark.later
def test_a_promise_is_written_answered_and_kept_on_screens(world, sit, support):
    meeting_id, item_id = support
    secretary, council = sit(Role.SECRETARIAT), sit(Role.COORDINATOR)
    new = reverse("promise_new", args=[item_id])
    sent = {
        "agency": world.agency_ids["council"],
        "what": "通院に付き添う",
        "due_on": "2週間後",
        "role": "",
        "staff": "",
    }
    assert secretary.post(new, sent | {"due_on": ""}).status_code == 422
    assert secretary.post(new, sent).status_code == 302
    promise = ActionItem.objects.get()
    address = reverse("promise", args=[promise.pk])
    assert "返事を待っている頼みごと" in words_of(council.get(reverse("my_promises")))
    empty = {"staff": "", "reason": "", "suggestion": "", "done_on": "きょう", "outcome": "", "next_check_on": ""}
    assert council.post(address, empty | {"way": "decline"}).status_code == 422
    assert council.post(address, empty | {"way": "accept"}).status_code == 302
    assert council.post(address, empty | {"way": "done", "outcome": "薬が減った"}).status_code == 302
    assert "この約束は終わりました" in words_of(council.get(address))
    assert sit(Role.PROVIDER).get(address).status_code == 404
    assert "通院に付き添う" in words_of(secretary.get(reverse("meeting_promises", args=[meeting_id])))


def test_ninety_days_later_the_page_asks_who_is_still_there(world, sit):
    _, item_id = held(world, MeetingKind.SUPPORT, case_id=open_shared(world), days_ago=95)
    viewer = world.viewer(Role.SECRETARIAT)
    ask_promise(
        by=viewer,
        item_id=item_id,
        words=PromiseWords(agency_id=world.agency_ids["council"], what="見守り", due_on=viewer.on),
    )
    station = sit(Role.STATION)
    assert "30日" in words_of(station.get(reverse("involvement_checks")))
    address = reverse("item_after", args=[item_id])
    council = world.agency_ids["council"]
    sent = {
        f"how-{council}": "going_on",
        f"word-{council}": "週に一度",
        "another": "",
        "another_finding": "going_on",
        "note": "",
    }
    assert station.post(address, sent).status_code == 302
    told = words_of(station.get(address))
    assert "続けている（週に一度）" in told and "90日の確かめを書く" in told


def test_a_plan_is_drafted_and_the_page_says_the_lawful_way_to_its_decision(world, sit, support):
    _, item_id = support
    owner, secretary = sit(Role.EAST_NURSE), sit(Role.SECRETARIAT)
    page = reverse("support_plan", args=[item_id])
    steps = {f"{name}-{n}": "" for n in range(1, 7) for name in ("who", "what", "when")}
    sent = steps | {"wish": "家で過ごす", "goals": "外へ出る", "who-1": "本人", "what-1": "窓をあける"}
    sent |= {"agreed_by_subject_on": "きょう", "review_on": "90日後"}
    assert owner.post(reverse("support_plan_write", args=[item_id]), sent).status_code == 302
    told = words_of(owner.get(page))
    assert "窓をあける" in told and "同意がまだ記録されていません" in told
    refused = secretary.post(reverse("support_plan_decide", args=[item_id]), follow=True)
    assert "重層的支援会議だけ" in words_of(refused) and "窓をあける" not in words_of(refused)


@pytest.mark.later
def test_days_are_offered_answered_and_chosen_and_land_in_a_calendar(world, sit):
    meeting_id, _ = planned(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    secretary, council = sit(Role.SECRETARIAT), sit(Role.COORDINATOR)
    page = reverse("meeting_dates", args=[meeting_id])
    assert "時刻が読めません" in words_of(secretary.post(page, {"starts": "あさって", "minutes": 60}))
    assert secretary.post(page, {"starts": "あさって 10時半\n3日後 14:00", "minutes": 60}).status_code == 302
    offer = dates_of(world.viewer(Role.SECRETARIAT), meeting_id).offers[0]
    answered = council.post(reverse("meeting_dates_answer", args=[meeting_id]), {f"answer-{offer.offer_id}": "yes"})
    assert answered.status_code == 302 and "○ 1人" in words_of(secretary.get(page))
    for name, wrong in (
        ("meeting_dates_answer", {"of": "evil", "answer-x": "yes"}),
        ("meeting_dates_choose", {"offer": "1"}),
    ):
        assert secretary.post(reverse(name, args=[meeting_id]), wrong).status_code == 404, name
    chosen = secretary.post(
        reverse("meeting_dates_choose", args=[meeting_id]), {"offer": offer.offer_id, "way": "choose"}, follow=True
    )
    assert "日時を決めました" in words_of(chosen)
    file = words_of(council.get(reverse("meeting_calendar", args=[meeting_id])))
    assert "SUMMARY:第1回の会" in file and "片桐" not in file
    assert "BEGIN:VEVENT" in words_of(council.get(reverse("meetings_calendar")))
    assert sit(Role.PROVIDER).get(reverse("meeting_calendar", args=[meeting_id])).status_code == 404


def test_the_pack_is_one_press_and_the_ideas_are_for_those_who_invite(world, sit, support):
    meeting_id, _ = support
    secretary = sit(Role.SECRETARIAT)
    answer = secretary.post(reverse("meeting_pack", args=[meeting_id]))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert "空いている席" in words_of(secretary.get(reverse("meeting_ideas", args=[meeting_id])))
    assert sit(Role.COORDINATOR).get(reverse("meeting_ideas", args=[meeting_id])).status_code == 403


@pytest.mark.later
def test_a_case_is_brought_to_a_conference_and_observers_see_no_name(world, sit):
    meeting_id, _ = planned(world, MeetingKind.CARE, theme=False)
    invite(world, meeting_id, (Role.PROVIDER,), at=now(), capacity=Capacity.OBSERVER)
    case_id = open_case(world, register(world))
    owner, secretary, observer = (sit(one) for one in (Role.EAST_NURSE, Role.SECRETARIAT, Role.PROVIDER))
    sheet = {"meeting": meeting_id, "why_chosen": "山田さんが転んだ", "solve_1": "畑に戻る", "minutes": 15}
    sheet |= {"persons_goal": "", "solve_2": "", "solve_3": "", "next_review_on": ""}
    bring = reverse("care_bring", args=[case_id])
    assert "この事例の方の名前です" in words_of(owner.post(bring, sheet))
    assert owner.post(bring, sheet | {"why_chosen": "転んで外に出なくなった"}).status_code == 302
    item_id = AgendaItem.objects.get(meeting_id=meeting_id).pk
    board = reverse("meeting_care", args=[meeting_id])
    ask = {"profession": "dietitian", "question": "何を食べていますか"}
    assert observer.post(reverse("care_ask", args=[item_id]), ask).status_code == 302
    assert reverse("case", args=[case_id]) in words_of(owner.get(board))
    seen = words_of(observer.get(board))
    assert "何を食べていますか" in seen and "山田" not in seen and str(case_id) not in seen
    early = secretary.post(reverse("care_clock", args=[item_id]), {"way": "begin"}, follow=True)
    assert "まだ始まっていません" in words_of(early)
    assert sit(Role.WEST_NURSE).get(bring).status_code == 404


def test_a_lecture_is_asked_for_and_held_on_screens(world, sit):
    nurse, station = sit(Role.WEST_NURSE), sit(Role.STATION)
    sent = {"topic": "ひきこもりの話", "kind": "lecture", "preferred": "", "requester": world.agency_ids["west"]}
    assert nurse.post(reverse("lecture_new"), sent).status_code == 302
    assert "ひきこもりの話" in words_of(station.get(reverse("lectures")))
    lecture = LectureRequest.objects.get()
    move = {to: reverse("lecture_move", args=[lecture.pk, to]) for to in ("accepted", "held")}
    assert nurse.get(move["accepted"]).status_code == 404
    assert station.post(move["accepted"], {"planned_on": "きょう", "speaker": "", "plain_words": ""}).status_code == 302
    told = {
        "held_on": "きょう",
        "people": 12,
        "fields_there": ["elderly"],
        "before": "4 4 2",
        "after": "0 1 4 5 2",
        "noticed": "",
    }
    assert "段階は5つ" in words_of(station.post(move["held"], told))
    assert station.post(move["held"], told | {"before": "4 4 2 0 0"}).status_code == 302
    assert "後に答えた12人中2人" in words_of(nurse.get(reverse("lecture", args=[lecture.pk])))
