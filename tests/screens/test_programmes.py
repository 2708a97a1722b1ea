"""事業の机: one tap for each person, prompts from last week, sheets that remember how it was measured, refusals as sentences."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from takigi.audit import queries as audit
from takigi.instruments.measurements import Protocol
from takigi.instruments.physical_tests import Aid, MeasurementStatus, Pace, PhysicalTest
from takigi.instruments.timepoints import Timepoint
from takigi.programmes.actions import measurements, sessions
from takigi.programmes.actions.measurements import Sheet
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.models import Course, Episode, Extension, Measurement, Programme, Session
from takigi.programmes.rules.readings import Reading
from takigi.programmes.rules.words import Attendance
from tests.programmes_made import begin, open_class, planned_case
from tests.screens.people_made import register, text_of, title_of
from tests.worlds import Role

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def room(world):
    return open_class(world, template="neyagawa")


@pytest.fixture
def case_id(world):
    return planned_case(world, register(world))


@pytest.fixture
def episode_id(world, room, case_id):
    return begin(world, case_id, room.course_id)


def page_of(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def agree_last_week(world, episode_id, words="朝に家の前を5分歩く"):
    by = world.viewer(Role.PROVIDER)
    entry = SessionEntry(by.on - timedelta(days=7), Attendance.ATTENDED, next_action=words)
    return sessions.enter_session(by=by, episode_id=episode_id, entry=entry)


def test_todays_class_shows_who_is_expected_with_last_weeks_words_and_no_name_in_the_title(sit, world, episode_id):
    agree_last_week(world, episode_id)
    page = page_of(sit(Role.PROVIDER), "programmes")

    assert "山田 ハナ" in page and "朝に家の前を5分歩く" in page and "12回中1回" in page
    assert "血圧の薬" in page
    assert "山田" not in title_of(page)
    assert "この教室を受け持つ事業所の職員であるため" in page


def test_one_tap_marks_and_one_tap_takes_it_back(sit, world, room, episode_id):
    client, url = sit(Role.PROVIDER), reverse("episode_attendance", args=[episode_id])

    answer = client.post(url, {"on": room.today.isoformat()}, **HTMX).content.decode()
    assert "<html" not in answer and "取り消す" in answer
    session = Session.objects.get(is_current=True)
    assert session.attendance == Attendance.ATTENDED

    undone = client.post(
        reverse("session_undo", args=[episode_id, session.pk]), {"on": room.today.isoformat()}, **HTMX
    ).content.decode()
    assert "出席" in undone and not Session.objects.filter(is_current=True).exists()


def test_without_a_script_a_tap_comes_back_to_the_same_day(sit, room, episode_id):
    client, url = sit(Role.PROVIDER), reverse("episode_attendance", args=[episode_id])
    day = room.today - timedelta(days=1)

    answer = client.post(url, {"on": day.isoformat(), "absence_reason": "unwell"})

    assert answer.status_code == 302 and answer["Location"].endswith(f"?on={day.isoformat()}")
    assert Session.objects.get().absence_reason == "unwell"


def test_a_tap_that_cannot_be_is_answered_with_a_sentence_beside_the_name(sit, world, room, case_id):
    episode_id = begin(world, case_id, room.course_id, days_ago=0)
    client, url = sit(Role.PROVIDER), reverse("episode_attendance", args=[episode_id])

    answer = client.post(url, {"on": (room.today - timedelta(days=1)).isoformat()}, **HTMX).content.decode()

    assert "より前の日です" in answer and not Session.objects.exists()


def test_every_empty_desk_says_what_to_do_first(sit, world):
    assert "教室を開く" in page_of(sit(Role.EAST_HEAD), "programmes")
    assert "町の担当に確かめて" in page_of(sit(Role.PROVIDER), "programmes")
    assert "ケースのページから始めます" in page_of(sit(Role.EAST_NURSE), "programmes")
    assert "まだ教室がありません" in page_of(sit(Role.PROVIDER), "courses")
    assert "参加している方はいません" in page_of(sit(Role.PROVIDER), "participants")


def test_a_session_asks_for_last_weeks_action_and_keeps_what_was_typed_when_refused(sit, world, room, episode_id):
    agree_last_week(world, episode_id)
    client, url = sit(Role.PROVIDER), reverse("session_new", args=[episode_id])
    assert "「朝に家の前を5分歩く」" in client.get(url).content.decode()

    typed = {"held_on": "今日", "attendance": "absent", "next_action": "週に2回、畑まで歩く"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "休みの理由を選んでください" in refused.content.decode()
    assert "週に2回、畑まで歩く" in refused.content.decode()

    answer = client.post(url, typed | {"attendance": "attended", "last_action_done": "done", "systolic": "128"})
    assert answer.status_code == 302
    session = Session.objects.get(held_on=room.today)
    assert (session.last_action, session.last_action_done) == ("朝に家の前を5分歩く", "done")
    assert session.safety == {"systolic": 128}
    assert "週に2回、畑まで歩く" in page_of(client, "episode", episode_id)


def test_a_check_that_says_stop_asks_what_was_done_instead(sit, episode_id):
    client, url = sit(Role.PROVIDER), reverse("session_new", args=[episode_id])
    typed = {"held_on": "今日", "attendance": "attended", "systolic": "190"}

    assert "どうしたかを書いてください" in client.post(url, typed).content.decode()
    assert client.post(url, typed | {"safety_note": "面談だけにした"}).status_code == 302


def test_a_session_is_corrected_by_a_further_row(sit, world, episode_id):
    session_id = agree_last_week(world, episode_id)
    client, url = sit(Role.PROVIDER), reverse("session_change", args=[episode_id, session_id])
    line = Session.objects.get(pk=session_id)

    client.post(url, {"held_on": line.held_on.isoformat(), "attendance": "attended", "next_action": "風呂の前に足ぶみ"})

    assert Session.objects.get(is_current=True).next_action == "風呂の前に足ぶみ"
    assert Session.objects.get(pk=session_id).next_action == "朝に家の前を5分歩く"
    assert client.get(url).status_code == 404


def tug(timepoint, on, value, pace=Pace.MAX):
    protocol = Protocol(pace=pace, aid=Aid.NONE)
    return Sheet(timepoint, on, (Reading(PhysicalTest.TUG, MeasurementStatus.MEASURED, Decimal(value), protocol),))


def test_the_sheet_of_the_end_opens_with_the_way_of_the_start(sit, world, episode_id):
    by = world.viewer(Role.PROVIDER)
    measurements.record_measurements(
        by=by, episode_id=episode_id, sheet=tug(Timepoint.T0, by.on - timedelta(days=28), "14.2")
    )
    page = page_of(sit(Role.PROVIDER), "measurement_sheet", episode_id, "t1")

    assert '<option value="max" selected>' in page
    assert "14.2" not in page


def test_an_unlikely_value_is_asked_about_and_kept_when_it_is_right(sit, episode_id):
    client, url = sit(Role.PROVIDER), reverse("measurement_sheet", args=[episode_id, "t0"])
    typed = {"measured_on": "今日", "tug-value": "2.4", "tug-pace": "max", "tug-aid": "none"}

    asked = client.post(url, typed).content.decode()
    assert "これで合っていますか" in asked and "この値で合っています" in asked and 'value="2.4"' in asked
    assert not Measurement.objects.exists()

    assert client.post(url, typed | {"is_confirmed": "on"}).status_code == 302
    assert Measurement.objects.get().is_confirmed


def test_walking_is_timed_and_its_speed_follows_from_the_distance(sit, episode_id):
    client, url = sit(Role.PROVIDER), reverse("measurement_sheet", args=[episode_id, "t0"])
    typed = {"measured_on": "今日", "gait_usual-value": "4"}
    assert "歩く距離を書いてください" in client.post(url, typed).content.decode()

    client.post(url, typed | {"gait_usual-distance_m": "5", "gait_usual-run_up": "yes", "gait_usual-aid": "none"})

    assert Measurement.objects.get().value == Decimal("1.25")
    assert 'value="4.00"' in client.get(url).content.decode()


def test_unable_refused_unsafe_and_not_done_are_words_on_the_page(sit, episode_id):
    client, url = sit(Role.PROVIDER), reverse("measurement_sheet", args=[episode_id, "t0"])
    typed = {"measured_on": "今日", "tug-status": "unable", "cs30-status": "refused", "one_leg-status": "unsafe"}
    client.post(url, typed | {"chair5-status": "not_done"})

    page = page_of(client, "episode", episode_id)
    for word in ("できなかった", "本人が希望しなかった", "危ないため中止した", "行わなかった"):
        assert word in page


def test_the_person_reads_before_and_after_in_plain_words_and_why_two_cannot_be_compared(sit, world, episode_id):
    by = world.viewer(Role.PROVIDER)
    start, now = by.on - timedelta(days=28), by.on
    for sheet in (tug(Timepoint.T0, start, "14.2"), tug(Timepoint.T1, now, "10.1")):
        measurements.record_measurements(by=by, episode_id=episode_id, sheet=sheet)
    page = text_of(page_of(sit(Role.PROVIDER), "before_after", episode_id))
    assert "立って歩き出すのが4.1秒はやくなりました" in page and "平均" not in page

    measurements.record_measurements(by=by, episode_id=episode_id, sheet=tug(Timepoint.T1, now, "12.0", Pace.USUAL))
    assert "くらべられません" in page_of(sit(Role.PROVIDER), "before_after", episode_id)


@pytest.mark.later
def test_a_course_begins_from_the_page_of_the_case_and_shows_there(sit, world, room, case_id):
    client, url = sit(Role.EAST_NURSE), reverse("episode_start", args=[case_id])
    assert "短期集中を始める" in page_of(client, "case", case_id)
    typed = {"course_id": str(room.course_id), "started_on": "今日", "goal_text": "風呂に自分で入りたい"}

    refused = client.post(url, typed)
    assert "本人の同意の日を書いてください" in refused.content.decode()
    answer = client.post(url, typed | {"consent_on": "今日"})

    episode = Episode.objects.get()
    assert answer["Location"] == reverse("episode", args=[episode.pk])
    page = page_of(client, "case", case_id)
    assert "12回中0回に出席" in page and "短期集中の記録を開く" in page
    assert reverse("case", args=[case_id]) in page_of(client, "episode", episode.pk)


def test_a_full_course_offers_to_wait(sit, world):
    room = open_class(world, capacity=1)
    begin(world, planned_case(world, register(world)), room.course_id)
    second = planned_case(world, register(world, "海野 タロウ", "ウミノ タロウ"))
    client = sit(Role.EAST_NURSE)
    assert "空きを待つ" in page_of(client, "episode_start", second)

    client.post(reverse("episode_wait", args=[second, room.course_id]))

    assert "海野 タロウ" in page_of(client, "course", room.course_id)
    assert "海野" not in page_of(sit(Role.PROVIDER), "course", room.course_id)

    leave = reverse("episode_leave_waiting", args=[second, room.course_id])
    assert leave in page_of(client, "course", room.course_id)
    assert sit(Role.PROVIDER).post(leave).status_code in {403, 404}
    assert "空きを待つ人から外しました" in client.post(leave, follow=True).content.decode()
    assert "海野" not in page_of(client, "course", room.course_id)
    assert "もう待っていません" in client.post(leave, follow=True).content.decode()


@pytest.mark.later
def test_a_course_is_suspended_resumed_extended_and_ended_on_screen(sit, world, room, episode_id):
    nurse, provider = sit(Role.EAST_NURSE), sit(Role.PROVIDER)
    nurse.post(reverse("episode_suspend", args=[episode_id]), {"from_on": "きのう", "reason": "hospital"})
    assert "中断しています" in page_of(provider, "episode", episode_id)
    nurse.post(reverse("episode_resume", args=[episode_id]), {"back_on": "今日"})
    end = Episode.objects.get().planned_end_on + timedelta(weeks=4)
    asked = {"end_on": end.isoformat(), "more_sessions": "4", "reason": "浴槽をまたぐ練習を続けるため"}
    assert provider.post(reverse("extension_ask", args=[episode_id]), asked).status_code == 302
    assert provider.get(reverse("extension_decide", args=[episode_id])).status_code == 403
    assert "浴槽をまたぐ練習" in page_of(nurse, "extension_decide", episode_id)
    nurse.post(reverse("extension_decide", args=[episode_id]), {"is_granted": "yes"})
    assert Extension.objects.get().is_granted and Episode.objects.get().planned_sessions == 16
    report = {"goal_result": "achieved", "self_plan": "毎朝の散歩", "recommended_place": "火曜の体操の会"}
    assert provider.post(reverse("end_report", args=[episode_id]), report).status_code == 302
    ended = {"reason": "graduated", "on": "今日", "because": "usual"}
    assert "終了時の測定" in nurse.post(reverse("episode_end", args=[episode_id]), ended).content.decode()
    nurse.post(reverse("episode_end", args=[episode_id]), ended | {"no_final_test": "本人が望まなかった"})

    page = page_of(provider, "episode", episode_id)
    assert "卒業" in page and "毎朝の散歩" in page
    nurse.post(reverse("episode_end_undo", args=[episode_id]), {"note": "別の方の記録だった"})
    assert Episode.objects.get().ended_on is None


def test_somebody_moves_to_another_course_on_screen(sit, world, room, episode_id):
    other = open_class(world, template="town_on_demand", course="随時")
    answer = sit(Role.EAST_NURSE).post(
        reverse("episode_move", args=[episode_id]), {"course_id": str(other.course_id), "from_on": "今日"}
    )
    assert answer.status_code == 302
    assert Episode.objects.get().course_id == other.course_id


def test_programmes_are_adopted_with_their_source_and_unverified_until_somebody_has_looked(sit, world):
    client = sit(Role.INSURANCE_HEAD)
    assert "八王子市" in page_of(client, "programme_terms")
    client.post(reverse("programme_adopt", args=["hachioji"]), {"name": "はつらつ教室", "from_on": "今日"})
    programme = Programme.objects.get()
    assert "未確認" in text_of(page_of(client, "programme_terms"))

    url = reverse("programme_change", args=[programme.pk])
    typed = {"weeks": "12", "sessions": "12", "minutes": "90", "extension_months": "3", "fee_yen": "0"}
    typed |= {"extension_fee_yen": "1000", "source": "要綱 令和8年4月", "is_verified": "on", "from_on": "今日"}
    typed |= {"steps": "1回目：体力測定\n2回目：個別の助言", "reason": "要綱に合わせるため"}
    assert client.post(url, typed).status_code == 302, client.post(url, typed).content.decode()
    page = text_of(page_of(client, "programme_terms"))
    assert "確かめた" in page and "要綱 令和8年4月" in page and "延長 3か月まで（1回1,000円）" in page


def test_a_course_is_opened_and_closed_on_screen(sit, world, room):
    client = sit(Role.EAST_HEAD)
    typed = {"programme_id": str(room.programme_id), "agency_id": str(world.agency_ids["provider"])}
    typed |= {"name": "金曜コース", "weekday": "4", "starts_at": "9:30", "capacity": "6", "from_on": "今日"}
    client.post(reverse("course_new"), typed)
    course = Course.objects.get(name="金曜コース")
    assert "定員6人中0人（空き6人）" in page_of(client, "courses")

    client.post(reverse("course_close", args=[course.pk]), {"ended_on": "今日"})
    course.refresh_from_db()
    assert course.ended_on == room.today


def test_a_withdrawn_agreement_closes_the_page_to_the_provider(sit, world, episode_id):
    provider = sit(Role.PROVIDER)
    provider.post(reverse("episode_withdraw", args=[episode_id]))

    assert provider.get(reverse("episode", args=[episode_id])).status_code == 404
    assert "同意は取り消されています" in page_of(sit(Role.EAST_NURSE), "episode", episode_id)


@pytest.mark.parametrize("paper", ["course_plan", "sessions", "measurements", "end_report", "extension"])
def test_every_sheet_of_a_course_comes_out_as_pdf_and_excel_with_a_reason_and_without_a_name_in_the_file_name(
    sit, world, episode_id, paper
):
    agree_last_week(world, episode_id)
    by = world.viewer(Role.PROVIDER)
    measurements.record_measurements(by=by, episode_id=episode_id, sheet=tug(Timepoint.T0, by.on, "14.2"))
    client, url = sit(Role.PROVIDER), reverse("episode_print", args=[episode_id, paper])
    assert "監査の記録に残ります" in client.get(url).content.decode()

    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = client.post(url, {"purpose": "file", "ending": ending})
        assert answer.status_code == 200 and answer.content.startswith(begins)
        assert "%E5%B1%B1%E7%94%B0" not in answer["Content-Disposition"]
    assert audit.events_page(world.municipality_id, size=1)[0].kind == "programmes.sheet_printed"
    refused = client.post(url, {"purpose": "other", "note": ""})
    assert refused.status_code == 422
