"""経過と卒業後の画面: a note in a minute, periods in words, the fold with four conditions, and the four times after the end."""

from datetime import timedelta

import pytest
from django.urls import reverse

from takigi.casework.actions.notes import NoteWords, write_note
from takigi.casework.queries.handover import handover_pack
from takigi.casework.queries.notes import follow_ups_of, notes_of
from takigi.casework.rules.due import EXTENSION_CONDITIONS
from takigi.casework.rules.words import NoteKind
from tests.rooms.conftest import queries_of
from tests.screens.people_made import text_of
from tests.screens.way_made import graduated_case, planned_case, visited_case
from tests.worlds import Role

NOTE = {"kind": "monitoring", "happened_on": "きのう", "text": "畑の話をした", "minutes": "30", "is_home_visit": "on"}


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


def words_of(answer):
    return text_of(answer.content.decode())


def test_a_note_is_written_and_put_right_with_the_old_words_below(world, sit, nurse):
    case_id, client = visited_case(world), sit(Role.EAST_NURSE)
    url = reverse("notes", args=[case_id])

    written = client.post(url, NOTE, follow=True)
    assert "畑の話をした" in words_of(written) and "自宅で面接" in words_of(written)
    ((line,), total) = notes_of(nurse, case_id)
    assert (total, line.happened_on, line.minutes) == (1, nurse.on - timedelta(days=1), 30)

    correcting = reverse("note_replace", args=[case_id, line.note_id])
    assert "畑の話をした" in client.get(correcting).content.decode()
    righted = client.post(correcting, NOTE | {"text": "畑と庭の話をした"}, follow=True)
    assert "畑と庭の話をした" in words_of(righted) and "直す前の記録" in words_of(righted)


def test_three_of_four_conditions_are_not_enough_and_nothing_typed_is_lost(world, sit, nurse):
    case_id, _ = planned_case(world)
    ticked = [key for key, _ in EXTENSION_CONDITIONS[:3]]

    answer = sit(Role.EAST_NURSE).post(
        reverse("notes", args=[case_id]), NOTE | {"extension_conditions": ticked, "extended_until_on": "半年後くらい"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422 and "畑の話をした" in page and 'value="半年後くらい"' in page
    assert '<details class="fold-out" open>' in page and page.count("checked") >= 4


def test_minutes_that_are_no_number_are_asked_again(world, sit):
    case_id = visited_case(world)

    answer = sit(Role.EAST_NURSE).post(reverse("notes", args=[case_id]), NOTE | {"minutes": "半日"})

    assert answer.status_code == 422 and "分の数で書いてください" in words_of(answer)


def test_the_periods_of_monitoring_stand_beside_in_words(world, sit):
    case_id, _ = planned_case(world)

    page = words_of(sit(Role.EAST_NURSE).get(reverse("notes", args=[case_id])))

    assert "モニタリング" in page and "これから（あと" in page


@pytest.mark.later
def test_fifty_to_a_page_at_the_same_cost(world, sit, nurse, django_assert_max_num_queries):
    case_id, client = visited_case(world), sit(Role.EAST_NURSE)
    costs = []
    for more in (1, 51):
        for number in range(more):
            write_note(by=nurse, case_id=case_id, words=NoteWords(nurse.on, NoteKind.PHONE, f"電話 {number}"))
        with django_assert_max_num_queries(60) as caught:
            answer = client.get(reverse("notes", args=[case_id]))
        costs.append(len(caught))
    assert costs[0] == costs[1]
    assert len(answer.context["lines"]) == 50 and "52件のうち" in words_of(answer)
    assert len(client.get(reverse("notes", args=[case_id]) + "?page=2").context["lines"]) == 2


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_form_six_is_printed(world, sit, nurse, ending):
    case_id = visited_case(world)
    write_note(by=nurse, case_id=case_id, words=NoteWords(nurse.on, NoteKind.PHONE, "電話した"))

    answer = sit(Role.EAST_NURSE).post(
        reverse("case_print", args=[case_id, "notes"]), {"purpose": "file", "ending": ending}
    )

    assert answer.status_code == 200 and answer.content[:2] in (b"%P", b"PK")


@pytest.mark.later
def test_after_the_end_it_is_asked_four_times(world, sit, nurse):
    case_id, client = graduated_case(world), sit(Role.EAST_NURSE)
    overview = client.get(reverse("follow_ups", args=[case_id]))
    assert [card["month"] for card in overview.context["cards"]] == [1, 3, 6, 12]
    url = reverse("follow_up", args=[case_id, 1])

    half = client.post(url, {"finding": "continues", "done_on": "今日", "note": "元気"})
    assert half.status_code == 422 and "連絡がつかない" in words_of(half) and "元気" in half.content.decode()

    given = {"finding": "continues", "has_place": "yes", "place_text": "朝の体操", "has_paid_service": "no"}
    done = client.post(url, given | {"done_on": "今日"}, follow=True)
    assert "元の生活を続けている" in words_of(done) and "朝の体操" in words_of(done)
    assert follow_ups_of(nurse, case_id)[0].has_paid_service is False
    assert 'value="朝の体操"' in client.get(url).content.decode()
    later = client.get(reverse("follow_up", args=[case_id, 3]))
    assert "1か月後には、朝の体操に" in words_of(later) and 'value="朝の体操"' in later.content.decode()
    client.post(reverse("follow_up", args=[case_id, 3]), given | {"has_place": "no", "done_on": "今日"})
    assert follow_ups_of(nurse, case_id)[1].place_text == ""
    assert client.get(reverse("follow_up", args=[case_id, 5])).status_code == 404


def test_a_successor_gets_a_pack_of_what_was_written_anyway(world, sit, nurse):
    case_id, client = graduated_case(world), sit(Role.EAST_NURSE)
    write_note(by=nurse, case_id=case_id, words=NoteWords(nurse.on, NoteKind.PHONE, "𠮷田さんと畑へ"))

    assert "引継書を印刷する" in words_of(client.get(reverse("case_hand_over", args=[case_id])))
    answer = client.post(reverse("case_print", args=[case_id, "handover"]), {"purpose": "handover", "ending": "pdf"})

    assert answer.content.startswith(b"%PDF")


def test_the_pack_says_what_lies_ahead_and_costs_the_same_for_a_long_story(world, nurse):
    case_id, costs = graduated_case(world), []
    for more in (1, 20):
        for number in range(more):
            write_note(by=nurse, case_id=case_id, words=NoteWords(nurse.on, NoteKind.PHONE, f"電話 {number}"))
        costs.append(queries_of(handover_pack, nurse, case_id))

    assert costs[0] == costs[1]
    told = {section.heading: section for section in handover_pack(nurse, case_id).sections}
    assert dict(told["本人とケース"].facts)["生年月日"] == "昭和12年4月1日"
    assert told["これからのこと"].facts[0][1].startswith("卒業後の確かめ")
    assert len(told["この90日の経過"].rows) == 21 and len(told["これまでの道のり"].rows) == 9


def test_the_pages_of_a_case_show_its_goals_notes_and_follow_up(world, sit, nurse):
    case_id = graduated_case(world)
    write_note(by=nurse, case_id=case_id, words=NoteWords(nurse.on, NoteKind.PHONE, "電話した"))

    page = words_of(sit(Role.EAST_NURSE).get(reverse("case", args=[case_id])))

    assert "風呂に自分で入れるようになりたい" in page and "電話した" in page and "12か月後" in page
