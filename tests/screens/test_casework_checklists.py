"""チェックリストの画面: in the order of the paper, nothing typed is lost, and every result is said in words with its source."""

from decimal import Decimal

import pytest
from django.urls import reverse

from takigi.casework.actions import checklists as act
from takigi.casework.queries.checklists import checklist_of, checklists_of, standing_of
from takigi.casework.rules.checklist_words import Standing
from takigi.instruments.checklist_items import ITEMS
from takigi.screens.casework.checklists.forms import answer_of, point_of
from tests.casework_made import open_case
from tests.checklists_made import answers, as_posted
from tests.rules_held import holds
from tests.screens.people_made import register, text_of, title_of
from tests.worlds import Role


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


@pytest.fixture
def case_id(world):
    return open_case(world, register(world, name="川上　イネ"), days_ago=20)


def record(nurse, case_id, *problems, **more):
    sheet = answers(nurse.on, problems=problems, **more)
    return act.record_checklist(by=nurse, case_id=case_id, answers=sheet)


def words_of(answer):
    return text_of(answer.content.decode())


def test_a_sheet_is_written_as_on_paper_and_its_result_is_shown(nurse, sit, case_id):
    posted = as_posted(answers(nurse.on, problems=(9, 16), missing=(8,))) | {"answered_on": "今日"}
    answer = sit(Role.EAST_NURSE).post(reverse("checklist_write", args=[case_id]), posted, follow=True)

    page, text = answer.content.decode(), words_of(answer)
    assert title_of(page) == "基本チェックリストの結果｜薪"
    assert "川上" not in title_of(page)
    assert "(5)閉じこもりに届いています" in text
    assert "1～2点" in text
    (line,) = checklists_of(nurse, case_id)
    assert checklist_of(nurse, case_id, line.checklist_id).answers.points["kcl_walk15"] is None


def test_every_answer_comes_back_from_the_form_as_it_went_in():
    for item in ITEMS:
        assert [point_of(item, answer_of(item, point)) for point in (0, 1, None)] == [0, 1, None]


def test_a_size_that_cannot_be_read_costs_no_answer(nurse, sit, case_id):
    posted = as_posted(answers(nurse.on, problems=(9,))) | {"height_cm": "一メートル半", "weight_kg": "４８．２kg"}
    answer = sit(Role.EAST_NURSE).post(reverse("checklist_write", args=[case_id]), posted)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "小数1けたまでの数字で書いてください" in page
    assert page.count(" checked") == len(ITEMS) + 2
    assert 'value="一メートル半"' in page
    assert not checklists_of(nurse, case_id)


@holds("2.1-prominent")
def test_four_questions_stand_out_and_the_questions_keep_the_order_of_the_paper(sit, case_id):
    page = sit(Role.EAST_NURSE).get(reverse("checklist_write", args=[case_id])).content.decode()

    places = [page.index(f"{item.number}　{item.wording}") for item in ITEMS]
    assert places == sorted(places)
    assert page.count("data-prominent") == 4
    for item in ITEMS:
        legend = page[places[item.number - 1] : page.index("</legend>", places[item.number - 1])]
        assert ("とくに確かめる" in legend) is (item.number in {8, 9, 12, 16})


@holds("V34")
def test_the_result_names_what_is_unconfirmed_the_limits_and_the_computed_bmi(nurse, sit, case_id):
    kept = record(nurse, case_id, 11, height_cm=Decimal(150), weight_kg=Decimal("41.6"))
    text = words_of(sit(Role.EAST_NURSE).get(reverse("checklist", args=[case_id, kept])))

    assert "計算した値を使いました" in text
    assert "BMI 18.4" in text
    assert text.count("（未確認）") == 2
    assert "平成27年厚生労働省告示第197号" in text
    assert "Satake" in text
    assert "8点以上をフレイル、4～7点をプレフレイル" in text


def test_missing_answers_leave_it_open_and_say_which(nurse, sit, case_id):
    kept = record(nurse, case_id, missing=(16, 20))
    text = words_of(sit(Role.EAST_NURSE).get(reverse("checklist", args=[case_id, kept])))
    assert "未回答（No.16、20）があるため、まだ判定できません" in text


def test_a_sheet_is_corrected_and_the_old_one_leads_to_the_new_one(nurse, sit, case_id):
    old, client = record(nurse, case_id, 16), sit(Role.EAST_NURSE)
    url = reverse("checklist_correct", args=[case_id, old])
    assert client.get(url).content.decode().count(" checked") == len(ITEMS) + 2

    refused = client.post(url, as_posted(answers(nurse.on, problems=(9,))))
    assert "何を直したかを書いてください" in words_of(refused)
    client.post(url, as_posted(answers(nurse.on, problems=(9,))) | {"correction": "写しまちがい"})
    (line,) = checklists_of(nurse, case_id)
    shown = client.get(reverse("checklist", args=[case_id, old])).content.decode()
    assert reverse("checklist", args=[case_id, line.checklist_id]) in shown
    assert "あとで直されています" in shown


@pytest.mark.later
def test_somebody_is_judged_eligible_stopped_and_ended_with_the_dates_on_the_cases_page(nurse, sit, case_id):
    kept, client = record(nurse, case_id, 16), sit(Role.EAST_NURSE)
    judged = client.post(reverse("checklist_eligible", args=[case_id, kept]), {"on": "今日"}, follow=True)
    assert "事業対象者です" in words_of(judged)

    stopped = client.post(
        reverse("eligibility_suspend", args=[case_id]),
        {"service_from": "今日", "certification_until": "", "reason": "通所介護を使い始めた"},
        follow=True,
    )
    assert "通所介護を使い始めた" in words_of(stopped)
    assert standing_of(nurse, case_id).standing is Standing.SUSPENDED

    ended = client.post(
        reverse("eligibility_end", args=[case_id]), {"on": "今日", "reason": "要支援の認定"}, follow=True
    )
    assert "要支援の認定" in words_of(ended)
    assert standing_of(nurse, case_id).standing is Standing.ENDED


def test_not_reaching_a_criterion_asks_for_the_reason_and_bars_nobody(nurse, sit, case_id):
    kept, client = record(nurse, case_id), sit(Role.EAST_NURSE)
    url = reverse("checklist_eligible", args=[case_id, kept])
    assert "断ることはできません" in words_of(client.get(url))
    assert client.post(url, {"on": "今日"}).status_code == 422

    client.post(url, {"on": "今日", "reason": "退院したばかりで手助けが要る"})
    assert standing_of(nurse, case_id).standing is Standing.IN_FORCE


def test_another_centre_reads_nothing(nurse, sit, case_id):
    kept = record(nurse, case_id, 16)
    assert sit(Role.WEST_NURSE).get(reverse("checklist", args=[case_id, kept])).status_code == 404
    sit(Role.EAST_NURSE).get(reverse("checklist", args=[case_id, kept]))
    assert sit(Role.EAST_HEAD).get(reverse("checklist", args=[case_id, kept])).status_code == 200
