"""計画の画面: filled from what is known, saved as it is typed, rows more and less, two people in one draft, consent and after."""

import json
from io import BytesIO
from zipfile import is_zipfile

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from takigi.casework.actions.checklists import record_checklist
from takigi.casework.queries.cases import case_head
from takigi.casework.queries.plans import basic_sheet, evaluation_of, plan_of, plans_of
from takigi.casework.rules.states import CaseState
from takigi.people.actions.persons import protect_address
from takigi.screens.casework.plan.written import flat
from tests.checklists_made import answers
from tests.screens.people_made import text_of, title_of
from tests.screens.way_made import BATH, agreed_case, drafted_case, planned_case
from tests.worlds import Role

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


@pytest.fixture
def drafted(world):
    return drafted_case(world)


def words_of(answer):
    return text_of(answer.content.decode())


def as_opened(viewer, plan_id, **typed):
    """What the browser sends of a page that was opened now, with some boxes typed into."""
    boxes = flat(plan_of(viewer, plan_id).sheet)
    return boxes | {"was": json.dumps(boxes)} | typed


def test_a_plan_begins_with_what_is_known_and_is_begun_once(world, sit, nurse):
    case_id, client = agreed_case(world), sit(Role.EAST_NURSE)

    first = client.post(reverse("plan_begin", args=[case_id]), follow=True)
    client.post(reverse("plan_begin", args=[case_id]))

    page = first.content.decode()
    assert BATH.text in page and "卒業の目印: 見守りなしで入れたら" in page
    assert "目標と具体策の提案" in page and "具体策についての意向（本人・家族）" in page
    assert len(plans_of(nurse, case_id)) == 1
    assert title_of(page) == "計画書を書く｜薪"


def test_the_page_saves_itself_and_answers_with_nothing_but_the_draft(sit, nurse, drafted):
    case_id, plan_id = drafted
    sent = as_opened(nurse, plan_id, **{"issues-0-wish": "「風呂がいい」\r\n「畑も」"})

    answer = sit(Role.EAST_NURSE).post(reverse("plan_save", args=[case_id, plan_id]), sent, **HTMX)

    page = answer.content.decode()
    assert "<form" not in page and "保存済み" in page
    assert plan_of(nurse, plan_id).sheet.issues[0].wish == "「風呂がいい」\n「畑も」"
    assert json.loads(answer.context["was"])["issues-0-wish"] == "「風呂がいい」\n「畑も」"


@pytest.mark.later
def test_a_row_more_or_less_loses_nothing_that_was_typed(sit, nurse, drafted):
    (case_id, plan_id), client = drafted, sit(Role.EAST_NURSE)
    url = reverse("plan", args=[case_id, plan_id])

    added = client.post(url, as_opened(nurse, plan_id, goal_day="朝の散歩", row="add:issues"))
    assert added.status_code == 200 and "朝の散歩" in added.content.decode() and "課題2" in words_of(added)
    assert 'id="id_issues-1-issue"' in added.content.decode() and "autofocus" in added.content.decode()
    sheet = plan_of(nurse, plan_id).sheet
    assert (sheet.goal_day, len(sheet.issues), len(sheet.issues[1].supports[0].uses)) == ("朝の散歩", 2, 1)

    typed = {"issues-1-goal": "畑に行く", "row": "take:issues-0"}
    taken = client.post(url, as_opened(nurse, plan_id, **typed), **HTMX)
    assert taken.content.decode().lstrip().startswith("<form") and "元に戻す" in words_of(taken)
    assert [issue.goal for issue in plan_of(nurse, plan_id).sheet.issues] == ["畑に行く"]

    client.post(url, as_opened(nurse, plan_id, row="back", taken=taken.context["taken"]))
    assert [issue.goal for issue in plan_of(nurse, plan_id).sheet.issues] == [BATH.text, "畑に行く"]


def test_two_people_in_one_draft_keep_what_each_wrote(sit, nurse, drafted):
    case_id, plan_id = drafted
    url, save = (reverse(name, args=[case_id, plan_id]) for name in ("plan", "plan_save"))
    before = as_opened(nurse, plan_id)
    head = sit(Role.EAST_HEAD)
    head.post(save, before | {"overall_policy": "所長の方針", "goal_day": "所長の一日"})

    mine = before | {"centre_opinion": "保健師の意見", "goal_day": "保健師の一日"}
    answer = sit(Role.EAST_NURSE).post(url, mine)

    page = words_of(answer)
    assert answer.status_code == 409
    assert "ほかの人は「所長の一日」と書きました" in page and "保健師の一日" in answer.content.decode()
    kept = plan_of(nurse, plan_id).sheet
    assert (kept.overall_policy, kept.centre_opinion, kept.goal_day) == ("所長の方針", "保健師の意見", "所長の一日")

    again = dict(answer.context["plan"]["top"][0].__dict__)
    assert again["value"] == "保健師の一日"
    sit(Role.EAST_NURSE).post(url, mine | {"was": answer.context["was"], "overall_policy": "所長の方針"})
    assert plan_of(nurse, plan_id).sheet.goal_day == "保健師の一日"


def test_the_page_that_saves_itself_never_undoes_what_another_wrote(sit, nurse, drafted):
    case_id, plan_id = drafted
    save = reverse("plan_save", args=[case_id, plan_id])
    page = as_opened(nurse, plan_id)
    sit(Role.EAST_HEAD).post(save, page | {"overall_policy": "所長の方針"}, **HTMX)
    client = sit(Role.EAST_NURSE)

    first = client.post(save, page | {"goal_day": "散歩"}, **HTMX)
    client.post(save, page | {"goal_day": "朝の散歩", "was": first.context["was"]}, **HTMX)

    sheet = plan_of(nurse, plan_id).sheet
    assert (sheet.overall_policy, sheet.goal_day) == ("所長の方針", "朝の散歩")
    assert "日下部 静" in words_of(first) or first.context["draft"].others == ()


def test_a_day_that_cannot_be_read_is_shown_again_and_the_rest_is_kept(sit, nurse, drafted):
    case_id, plan_id = drafted
    typed = {"drawn_up_on": "R8.13.1", "goal_day": "朝の散歩"}

    answer = sit(Role.EAST_NURSE).post(reverse("plan", args=[case_id, plan_id]), as_opened(nurse, plan_id, **typed))

    assert answer.status_code == 422 and 'value="R8.13.1"' in answer.content.decode()
    assert plan_of(nurse, plan_id).sheet.goal_day == "朝の散歩"


@pytest.mark.later
def test_consent_makes_the_plan_a_thing_to_read(sit, nurse, drafted):
    (case_id, plan_id), client = drafted, sit(Role.EAST_NURSE)
    url = reverse("plan_consent", args=[case_id, plan_id])
    given = {
        "consented_by": "山田 ハナ",
        "consented_on": "今日",
        "service_start_on": "今日",
        "evaluation_ends_on": "きのう",
    }

    wrong = client.post(url, given)
    assert wrong.status_code == 422 and "評価期間の終わりは" in words_of(wrong)
    done = client.post(url, given | {"evaluation_ends_on": "90日後"}, follow=True)

    assert "同意済み" in words_of(done) and case_head(nurse, case_id).state is CaseState.PLAN_ACTIVE
    read = client.get(reverse("plan", args=[case_id, plan_id]))
    assert "<textarea" not in read.content.decode() and BATH.text in read.content.decode()
    late = client.post(reverse("plan", args=[case_id, plan_id]), as_opened(nurse, plan_id, goal_day="あとから"))
    assert late.status_code == 409 and "同意の済んだ計画書" in words_of(late) and "あとから" in late.content.decode()


@pytest.mark.later
def test_an_evaluation_asks_for_a_reason_and_keeps_the_rest(sit, world, nurse):
    case_id, plan_id = planned_case(world)
    client, url = sit(Role.EAST_NURSE), reverse("plan_evaluate", args=[case_id, plan_id])
    boxes = flat_of(client.get(url))

    missing = client.post(url, boxes | {"goals-0-is_achieved": "no", "decision": "change", "overall_policy": "続ける"})
    assert missing.status_code == 422 and "達成しなかった目標には" in words_of(missing)
    assert "続ける" in missing.content.decode()

    told = {"goals-0-is_achieved": "no", "decision": "change", "goals-0-why_not_person": "冬は寒くて"}
    done = client.post(url, boxes | told | {"next_services": ["", "programme"]}, follow=True)
    assert "評価済み（プラン変更）" in words_of(done)
    assert evaluation_of(nurse, plan_id).next_services == ("programme",)
    paper = client.post(reverse("plan_print", args=[case_id, plan_id, "evaluation"]), {"purpose": "conference"})
    assert paper.content.startswith(b"%PDF")


def flat_of(answer):
    """The boxes of a form as the page shows them."""
    shown = {}
    for goal in answer.context["goals"]:
        parts = [goal["goal"], *goal["period"], goal["result"], goal["achieved"], *goal["why"], goal["next"]]
        shown |= {one.name: one.value for one in parts}
    shown |= {one.name: one.value for one in [*answer.context["top"], *answer.context["whole"]]}
    return shown | {"goals-n": answer.context["length"].value}


def test_the_basic_sheet_begins_with_the_register_and_takes_rows(sit, world, nurse):
    case_id, client = agreed_case(world), sit(Role.EAST_NURSE)
    url = reverse("basic_sheet", args=[case_id])
    boxes = flat(basic_sheet(nurse, case_id))
    typed = {"pleasures": "菜っぱづくり", "row": "add:emergency_contacts"}

    page = client.post(url, boxes | typed)
    assert page.status_code == 200 and "菜っぱづくり" in page.content.decode()
    assert 'name="emergency_contacts-0-name"' in page.content.decode()
    assert basic_sheet(nurse, case_id).pleasures == ""

    rows = {"emergency_contacts-n": "1", "emergency_contacts-0-name": "山田 花子", "housing": "05"}
    client.post(url, boxes | rows | {"pleasures": "菜っぱづくり", "is_adapted": "yes"})
    sheet = basic_sheet(nurse, case_id)
    assert (sheet.pleasures, sheet.is_adapted, sheet.housing) == ("菜っぱづくり", True, "05")
    assert [one.name for one in sheet.emergency_contacts] == ["山田 花子"] and sheet.visitor is None


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
@pytest.mark.parametrize("paper", ["plan", "basic"])
def test_plan_and_basic_sheet_leave_as_paper_and_as_workbook(sit, drafted, ending, paper):
    case_id, plan_id = drafted
    url = reverse("plan_print", args=[case_id, plan_id, paper]) if paper == "plan" else None
    url = url or reverse("case_print", args=[case_id, paper])

    answer = sit(Role.EAST_NURSE).post(url, {"purpose": "person", "ending": ending})

    assert answer.content.startswith(b"%PDF") or is_zipfile(BytesIO(answer.content))


def test_a_protected_address_leaves_on_no_paper(sit, world, nurse):
    case_id, plan_id = drafted_case(world)
    person = case_head(nurse, case_id).person.person_id
    protect_address(
        by=world.viewer(Role.INSURANCE_HEAD), person_id=person, staff_ids=[nurse.staff_id], reason="保護のため"
    )

    client = sit(Role.EAST_NURSE)
    shown = client.get(reverse("plan_print", args=[case_id, plan_id, "plan"]))
    answer = client.post(
        reverse("plan_print", args=[case_id, plan_id, "plan"]), {"purpose": "person", "ending": "xlsx"}
    )

    assert "住所は保護されています" in words_of(shown)
    assert "東町" not in workbook_words(answer.content)


def workbook_words(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return "".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )


def test_files_for_care_offices_say_what_was_replaced_and_what_is_not_verified(sit, world):
    case_id, plan_id = planned_case(world, name="𠮷田 ハナ")
    client, url = sit(Role.EAST_NURSE), reverse("plan_exchange", args=[case_id, plan_id])
    route = {"sender_no": "0300000100", "sender_service": "46", "receiver_no": "0300000005", "receiver_service": "43"}

    assert "正式な仕様書との照合が必要です" in words_of(client.get(url))
    short = client.post(url, route | {"sender_no": "12"})
    assert short.status_code == 422 and 'value="12"' in short.content.decode()
    shown = client.post(url, route)
    assert "𠮷" in words_of(shown) and "UPYOBO_SUB" in words_of(shown)
    sent = client.post(url, route | {"file": "0"})
    assert "UPYOBO_0300000100_46_" in sent["Content-Disposition"] and "吉田".encode("cp932") in sent.content


def test_a_service_of_the_town_is_written_as_its_office_writes_it(sit, world):
    case_id, plan_id = planned_case(world)
    client, url = sit(Role.EAST_NURSE), reverse("plan_exchange", args=[case_id, plan_id])
    route = {"sender_no": "0300000100", "sender_service": "ａｆ", "receiver_no": "0300000005", "receiver_service": "a6"}

    sent = client.post(url, route | {"file": "0"})

    assert "UPYOBO_0300000100_AF_0300000005_A6_" in sent["Content-Disposition"]


def test_the_basic_sheet_leaves_as_upkihon_with_what_was_replaced(sit, world):
    case_id, _ = planned_case(world, name="𠮷田 ハナ", insured_no="0000000011", sex="2")
    client, url = sit(Role.EAST_NURSE), reverse("basic_exchange", args=[case_id])
    route = {"sender_no": "0300000100", "sender_service": "46", "receiver_no": "0300000005", "receiver_service": "43"}

    assert url in client.get(reverse("plans", args=[case_id])).content.decode()
    assert "正式な仕様書との照合が必要です" in words_of(client.get(url))
    shown = words_of(client.post(url, route))
    assert "𠮷" in shown and "UPKIHON（利用者基本情報）を受け取る" in shown
    sent = client.post(url, route | {"file": "0"})

    assert "UPKIHON_0300000100_46_" in sent["Content-Disposition"]
    assert "吉田".encode("cp932") in sent.content and sent.content.endswith(b"\r\n")


def test_a_protected_address_leaves_in_no_file_for_offices(sit, world):
    case_id, _ = planned_case(world, insured_no="0000000011", sex="2", address="東町1-1")
    nurse = world.viewer(Role.EAST_NURSE)
    person_id = case_head(nurse, case_id).person.person_id
    head = world.viewer(Role.INSURANCE_HEAD)
    protect_address(by=head, person_id=person_id, staff_ids=[nurse.staff_id], reason="保護のため")
    route = {"sender_no": "0300000100", "sender_service": "46", "receiver_no": "0300000005", "receiver_service": "43"}

    sent = sit(Role.EAST_NURSE).post(reverse("basic_exchange", args=[case_id]), route | {"file": "0"})

    assert sent.status_code == 200 and "東町".encode("cp932") not in sent.content


def ask(world, case_id, *problems, missing=()):
    nurse = world.viewer(Role.EAST_NURSE)
    return record_checklist(by=nurse, case_id=case_id, answers=answers(nurse.on, problems=problems, missing=missing))


def test_a_plan_begins_with_the_counts_of_the_last_checklist_and_leaves_open_what_is_open(sit, world, nurse):
    case_id = agreed_case(world)
    ask(world, case_id, 6, 7, 8, 17, 18, missing=(13,))

    page = sit(Role.EAST_NURSE).post(reverse("plan_begin", args=[case_id]), follow=True)

    sheet = plan_of(nurse, plans_of(nurse, case_id)[0].plan_id).sheet
    assert (sheet.counts.movement, sheet.counts.nutrition, sheet.counts.homebound) == (3, 0, 1)
    assert (sheet.counts.mouth, sheet.counts.memory, sheet.counts.mood) == (None, 1, 0)
    words = words_of(page)
    assert "5問のうち3問。基準に届いています" in words and "3問のうち0～1問。基準に届いていません" in words
    # Going out less (No. 17) counts in the column, but alone reaches no criterion.
    assert "2問のうち1問。基準に届いていません" in words


@pytest.mark.later
def test_a_newer_checklist_is_told_in_the_draft_and_the_agreed_plan_keeps_its_own(sit, world, nurse):
    case_id, plan_id = drafted_case(world)
    client, url = sit(Role.EAST_NURSE), reverse("plan", args=[case_id, plan_id])
    assert "まだチェックリストがありません" in words_of(client.get(url))
    ask(world, case_id, 13, 14, 15)

    assert "3問のうち3問。基準に届いています" in words_of(client.get(url))
    client.post(url, as_opened(nurse, plan_id, **{"counts-mouth": "3", "needs-mouth": "yes"}))
    given = {
        "consented_by": "山田 ハナ",
        "consented_on": "今日",
        "service_start_on": "今日",
        "evaluation_ends_on": "90日後",
    }
    client.post(reverse("plan_consent", args=[case_id, plan_id]), given)
    ask(world, case_id)

    kept = plan_of(nurse, plan_id).sheet
    assert (kept.counts.mouth, kept.checked.mouth.verdict) == (3, "met")
    assert "3問のうち3問" in words_of(client.get(url))
    answer = client.post(
        reverse("plan_print", args=[case_id, plan_id, "plan"]), {"purpose": "person", "ending": "xlsx"}
    )
    assert "3／3（該当）" in workbook_words(answer.content)


def test_a_count_changed_by_hand_loses_the_verdict_of_the_checklist(sit, world, nurse):
    case_id, plan_id = drafted_case(world)
    ask(world, case_id, 13, 14, missing=(21,))
    url = reverse("plan", args=[case_id, plan_id])

    sit(Role.EAST_NURSE).post(url, as_opened(nurse, plan_id, **{"counts-mouth": "1"}))

    answer = sit(Role.EAST_NURSE).post(
        reverse("plan_print", args=[case_id, plan_id, "plan"]), {"purpose": "person", "ending": "xlsx"}
    )
    words = workbook_words(answer.content)
    assert "1／3" in words and "1／3（" not in words and "0～1／5（非該当）" in words


def test_nobody_writes_in_the_plan_of_another_case(sit, world, drafted):
    other = agreed_case(world, name="佐藤 ツネ", insured_no="0000000009")
    _, plan_id = drafted

    assert sit(Role.EAST_NURSE).get(reverse("plan", args=[other, plan_id])).status_code == 404
    assert sit(Role.WEST_NURSE).post(reverse("plan_save", args=[drafted[0], plan_id])).status_code == 404
