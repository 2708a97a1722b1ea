"""訪問の画面: one form that saves itself, says everything at once, and keeps nothing readable where it should not."""

import json
import uuid
from contextlib import closing

import pytest
from django.urls import reverse

from takigi.casework.actions import cases
from takigi.casework.models import Visit, VisitDraft
from takigi.casework.rules.states import CaseState
from tests.casework_made import open_case
from tests.screens.people_made import register, text_of, title_of
from tests.worlds import Role

EDITOR, OTHER = (str(uuid.UUID(int=number)) for number in (1, 2))
DEVICE = "0f3c2a11-0000-4000-8000-000000000001"


@pytest.fixture
def case_id(world):
    return open_case(world, register(world), state=CaseState.CERTIFIED, days_ago=5, reason_text="もう年だから")


@pytest.fixture
def nurse(sit):
    return sit(Role.EAST_NURSE)


def wire_of(page):
    return json.loads(page.split('id="visit-wire" type="application/json">')[1].split("</script>")[0])


def save(client, case_id, *changes, what="save", editor=EDITOR, **more):
    draft = wire_of(client.get(reverse("visit", args=[case_id])).content.decode())["draft"]
    body = {"draft": draft, "editor": editor, "changes": list(changes), "since": 0, **more}
    return client.post(reverse(f"visit_{what}", args=[case_id]), body, content_type="application/json")


def change(field, value, base=0, seq=1):
    return {"field": field, "value": value, "base": base, "seq": seq}


def test_the_form_has_nine_sections_its_ground_and_no_name_in_its_title(nurse, case_id):
    page = nurse.get(reverse("visit", args=[case_id])).content.decode()

    assert page.count("data-section ") + page.count("data-section>") == 9
    assert "閲覧の根拠" in text_of(page) and "もう年だから" in page
    assert "山田" not in title_of(page)


def test_what_is_typed_is_saved_and_told_to_whoever_else_has_the_form_open(nurse, sit, case_id):
    answer = save(nurse, case_id, change("wish_text", "風呂に入りたい"), change("visited_on", "きのう", seq=2))
    assert answer.json()["entries"]["wish_text"]["by"] == "あなた"

    head = save(sit(Role.EAST_HEAD), case_id, editor=OTHER).json()
    assert head["others"] == ["田辺 恵"]
    assert (head["entries"]["wish_text"]["value"], head["entries"]["wish_text"]["by"]) == (
        "風呂に入りたい",
        "田辺 恵さん",
    )
    assert "きのう" not in head["entries"]["visited_on"]["value"]


def test_two_wordings_are_shown_and_one_of_them_is_kept(nurse, sit, case_id):
    head = sit(Role.EAST_HEAD)
    save(nurse, case_id, change("wish_text", "風呂"))
    answer = save(head, case_id, change("wish_text", "畑"), editor=OTHER).json()
    assert answer["conflicts"] == ["wish_text"]
    entry = answer["entries"]["wish_text"]
    versions = [entry["version"], entry["rivals"][0]["version"]]

    settled = save(head, case_id, what="settle", editor=OTHER, field="wish_text", keep=versions[1:], seen=versions)
    assert settled.json()["entries"]["wish_text"]["value"] == "畑"
    again = save(head, case_id, what="settle", editor=OTHER, field="wish_text", keep=versions[1:], seen=versions)
    assert again.status_code == 422 and "もう一度選んで" in again.json()["sentence"]


@pytest.mark.later
def test_confirming_says_everything_that_is_missing_and_then_makes_one_visit(nurse, case_id):
    save(nurse, case_id, change("next_step", "会議を開く"))
    refused = save(nurse, case_id, what="confirm").json()
    assert {one["field"] for one in refused["remarks"]} >= {"visited_on", "wish_text"}
    assert refused["remarks"][0]["place"] == "1 だれと"

    save(nurse, case_id, change("visited_on", "きょう", seq=2), change("next_step", "", seq=3))
    done = save(nurse, case_id, what="confirm", accepts=True).json()
    page = nurse.get(done["visit"])
    assert "もう年だから" in text_of(page.content.decode())
    assert Visit.objects.count() == 1


def test_without_a_script_the_whole_form_is_saved_confirmed_and_nothing_is_lost(nurse, case_id):
    address = reverse("visit", args=[case_id])
    page = nurse.get(address).content.decode()
    fields = {"draft": wire_of(page)["draft"], "editor": EDITOR, "seen": "{}", "is_saved": ""}
    refused = nurse.post(address, {**fields, "visited_on": "あした", "wish_text": "風呂", "present": ["person"]})

    words = text_of(refused.content.decode())
    assert refused.status_code == 422 and "今日より後です" in words and "風呂" in words
    page = refused.content.decode()
    wire = wire_of(page)
    seen = {name: [one["version"], one["value"]] for name, one in wire["entries"].items()}
    fields |= {"seen": json.dumps(seen), "editor": OTHER, "accepts_doubts": "yes"}
    done = nurse.post(address, {**fields, "visited_on": "きょう", "wish_text": "風呂", "present": ["person"]})
    assert done.status_code == 302
    assert Visit.objects.get().former_life.wish_text == "風呂"
    # The field that the case had filled in was not changed and is still there.
    assert Visit.objects.get().reason_text in {"", "もう年だから"}


def test_a_draft_is_discarded_only_after_what_is_lost_was_said(nurse, case_id):
    save(nurse, case_id, change("wish_text", "風呂"))
    address = reverse("visit_discard", args=[case_id])
    assert "1項目" in text_of(nurse.get(address).content.decode())
    nurse.post(address)
    assert VisitDraft.objects.get().entries == {}


@pytest.mark.later
def test_a_confirmed_visit_is_corrected_by_another_one(nurse, case_id):
    save(nurse, case_id, change("visited_on", "きょう"), change("wish_text", "風呂", seq=2))
    first = save(nurse, case_id, what="confirm", accepts=True).json()["visit"]
    opened = nurse.post(reverse("visit_revise", args=[case_id, Visit.objects.get().pk]))
    assert opened["Location"] == reverse("visit", args=[case_id])
    assert "訪問を直しています" in text_of(nurse.get(opened["Location"]).content.decode())
    save(nurse, case_id, what="confirm", accepts=True)

    old = text_of(nurse.get(first).content.decode())
    assert "あとで直されています" in old and "この記録を直す" not in old


def test_the_visits_page_lists_the_days_visits_and_packs_only_those(nurse, world, case_id):
    viewer = world.viewer(Role.EAST_NURSE)
    open_case(world, register(world, "海野 タロウ", "ウミノ タロウ"), state=CaseState.CERTIFIED)
    cases.schedule_visit(by=viewer, case_id=case_id, visit_on=viewer.on)
    page = text_of(nurse.get(reverse("visits")).content.decode())
    assert "山田 ハナさんの訪問" in page and "海野" not in page

    pack = nurse.post(reverse("visit_pack"), {"day": "today"}, content_type="application/json").json()
    (packed,) = pack["visits"]
    assert packed["name"] == "山田 ハナ"
    assert "みどり野市" not in json.dumps(pack, ensure_ascii=False)
    assert nurse.post(reverse("visit_pack"), {"day": "2026-01-01"}, content_type="application/json").status_code == 422


def test_each_member_of_staff_has_another_key_for_the_same_device(nurse, sit):
    address = f"{reverse('visit_door')}?device={DEVICE}"
    mine, again, hers = (client.get(address).json() for client in (nurse, nurse, sit(Role.EAST_HEAD)))

    assert (mine["key"], mine["who"]) == (again["key"], again["who"])
    assert mine["key"] != hers["key"] and mine["who"] != hers["who"]
    assert nurse.get(reverse("visit_door")).status_code == 400


def test_the_empty_page_and_its_worker_hold_nothing_about_anybody(client, db):
    page = client.get(reverse("visit_away"))
    worker = client.get(reverse("visit_worker"))

    assert "csrf" not in page.content.decode().lower() and not page.cookies
    assert worker["Content-Type"].startswith("text/javascript")
    shell = json.loads(worker.content.decode().split("self.SHELL = ")[1].split(";\n")[0])
    for address in [*shell["files"], shell["page"]]:
        with closing(client.get(address)) as answer:
            assert answer.status_code == 200, address


@pytest.mark.parametrize("body", ["", "[]", '{"draft": 3}', '{"draft": "x", "changes": 1}'])
def test_what_cannot_be_read_is_answered_with_a_sentence(nurse, case_id, body):
    answer = nurse.post(reverse("visit_save", args=[case_id]), body, content_type="application/json")

    assert answer.status_code == 422 and "開きなおして" in answer.json()["sentence"]
