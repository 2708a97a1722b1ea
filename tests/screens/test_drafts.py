"""書きかけのある用紙: five forms that open with what was typed, and are recorded once."""

import json
import uuid
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from takigi.casework.models import BasicRecord, Evaluation, FormDraft, Note
from takigi.casework.queries.form_drafts import WaitingForm
from takigi.programmes.models import Measurement, Session
from takigi.screens.casework.visits.sheets import sheet_line
from tests.programmes_made import begin, open_class
from tests.screens.people_made import text_of
from tests.screens.way_made import planned_case
from tests.worlds import Role

WINDOW = str(uuid.UUID(int=7))
WORDS = "裏の畑まで、つえなしで歩いた"


@pytest.fixture
def case(world):
    return planned_case(world)


@pytest.fixture
def episode_id(world, case):
    return begin(world, case[0], open_class(world).course_id, days_ago=20)


def forms_of(case, episode_id):
    case_id, plan_id = case
    return {
        "notes": (Role.EAST_NURSE, reverse("notes", args=[case_id]), "text", Note),
        "evaluation": (
            Role.EAST_NURSE,
            reverse("plan_evaluate", args=[case_id, plan_id]),
            "overall_policy",
            Evaluation,
        ),
        "basic": (Role.EAST_NURSE, reverse("basic_sheet", args=[case_id]), "former_life", BasicRecord),
        "session": (Role.PROVIDER, reverse("session_new", args=[episode_id]), "next_action", Session),
        "measurement": (Role.PROVIDER, reverse("measurement_sheet", args=[episode_id, "t0"]), "assessor", Measurement),
    }


NAMES = ("notes", "evaluation", "basic", "session", "measurement")
SENT = {
    "notes": {"kind": "phone", "happened_on": "今日"},
    "evaluation": {"evaluated_on": "今日", "goals-n": "0", "decision": "continue"},
    "basic": {},
    "session": {"held_on": "今日", "attendance": "attended"},
    "measurement": {"measured_on": "今日", "tug-value": "9.8", "tug-pace": "max", "tug-aid": "none"},
}


def wire_of(page):
    return json.loads(page.split('id="draft-wire" type="application/json">')[1].split("</script>")[0])


def type_into(client, url, **typed):
    wire = wire_of(client.get(url).content.decode())
    changes = [
        {"field": name.replace("__", "-"), "value": value, "base": 0, "seq": number}
        for number, (name, value) in enumerate(typed.items(), start=1)
    ]
    body = {"place": wire["place"], "draft": wire["draft"], "editor": WINDOW, "since": 0, "changes": changes}
    return client.post(reverse("draft_save"), body, content_type="application/json")


@pytest.mark.later
@pytest.mark.parametrize("name", NAMES)
def test_a_form_opens_with_what_was_typed_and_is_recorded_once(name, sit, case, episode_id):
    role, url, field, table = forms_of(case, episode_id)[name]
    client, before = sit(role), table.objects.count()
    assert type_into(client, url, **{field: WORDS}).json()["ended"] == ""

    page = client.get(url).content.decode()
    assert WORDS in page and "下書きを消す" in page
    sent = SENT[name] | {field: WORDS, "draft": wire_of(page)["draft"], "editor": WINDOW}
    first = client.post(url, sent)
    assert first.status_code == 302, text_of(first.content.decode())
    made = table.objects.count()
    assert made > before
    # The answer did not arrive; the browser sends it again.
    assert client.post(url, sent).url == first.url
    assert table.objects.count() == made
    assert FormDraft.objects.get().entries == {}


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_sees_the_draft(name, sit, case, episode_id):
    role, url, field, _ = forms_of(case, episode_id)[name]
    type_into(sit(role), url, **{field: WORDS})

    other = sit(Role.EAST_HEAD).get(url)
    assert other.status_code == 200 and WORDS not in other.content.decode()


def test_other_words_on_a_recorded_sheet_stay_on_the_page_with_what_to_do(sit, case, episode_id):
    role, url, field, table = forms_of(case, episode_id)["notes"]
    client = sit(role)
    draft = wire_of(client.get(url).content.decode())["draft"]
    client.post(url, SENT["notes"] | {field: WORDS, "draft": draft})
    answer = client.post(url, SENT["notes"] | {field: "あとで電話もあった", "draft": draft})

    page = answer.content.decode()
    assert answer.status_code == 422 and "もう記録してあります" in page and "あとで電話もあった" in page
    client.post(url, SENT["notes"] | {field: "あとで電話もあった", "draft": wire_of(page)["draft"]})
    assert table.objects.count() == 2


def test_a_sheet_with_something_to_put_right_keeps_its_draft(sit, case, episode_id):
    role, url, field, _ = forms_of(case, episode_id)["notes"]
    client = sit(role)
    type_into(client, url, **{field: WORDS})
    answer = client.post(url, SENT["notes"] | {field: WORDS, "minutes": "半日"})

    assert answer.status_code == 422 and wire_of(answer.content.decode())["isPosted"] is True
    assert WORDS in client.get(url).content.decode()


def test_a_row_more_on_the_basic_sheet_shows_what_was_sent(sit, case, episode_id):
    role, url, field, _ = forms_of(case, episode_id)["basic"]
    client = sit(role)
    type_into(client, url, **{field: WORDS, "illnesses__n": "1", "illnesses__0__name": "高血圧"})
    page = client.get(url).content.decode()
    assert WORDS in page and 'value="高血圧"' in page

    more = client.post(url, {"illnesses-n": "1", "illnesses-0-name": "骨折", "row": "add:illnesses"}).content.decode()
    assert 'value="骨折"' in more and 'name="illnesses-1-name"' in more and wire_of(more)["isPosted"]


def test_ticks_and_choices_come_back_as_they_were(sit, case, episode_id):
    _, url, _, _ = forms_of(case, episode_id)["notes"]
    client = sit(Role.EAST_NURSE)
    type_into(client, url, kind="visit", is_interview=["on"], is_home_visit=[], extension_conditions=["stable"])

    form = client.get(url).context["form"]
    assert form["kind"].value() == "visit" and form["is_interview"].value() is True
    assert form["is_home_visit"].value() is False and form["extension_conditions"].value() == ["stable"]


def test_a_draft_is_thrown_away_with_a_word_of_warning(sit, case, episode_id):
    role, url, field, table = forms_of(case, episode_id)["session"]
    client = sit(role)
    type_into(client, url, **{field: WORDS})
    page = client.post(url, {"throw_away": "yes", field: WORDS, **SENT["session"]}).content.decode()

    assert "下書きを消しました" in page and WORDS not in page
    assert not table.objects.exists() and WORDS not in client.get(url).content.decode()


@pytest.mark.parametrize("body", [{}, {"place": "x"}, {"place": "x:y:z", "draft": WINDOW, "editor": WINDOW}])
def test_words_come_only_from_a_form_that_was_shown(sit, world, body):
    answer = sit(Role.EAST_NURSE).post(reverse("draft_save"), body, content_type="application/json")

    assert answer.status_code == 422 and "開きなおして" in answer.json()["sentence"]
    assert not FormDraft.objects.exists()


def test_a_page_of_somebody_else_on_the_same_tablet_keeps_nothing(sit, case, episode_id):
    role, url, field, _ = forms_of(case, episode_id)["notes"]
    wire = wire_of(sit(role).get(url).content.decode())
    body = {"place": wire["place"], "draft": wire["draft"], "editor": WINDOW, "since": 0}
    change = {"field": field, "value": WORDS, "base": 0, "seq": 1}
    answer = sit(Role.EAST_HEAD).post(
        reverse("draft_save"), {**body, "changes": [change]}, content_type="application/json"
    )

    assert answer.status_code == 403 and not FormDraft.objects.exists()


@pytest.mark.later
def test_ones_own_half_written_sheets_are_found_again_from_today(sit, case, episode_id):
    nurse = sit(Role.EAST_NURSE)
    forms = {name: one for name, one in forms_of(case, episode_id).items() if one[0] is Role.EAST_NURSE}
    for _, url, field, _ in forms.values():
        type_into(nurse, url, **{field: WORDS})

    assert f"書きかけの用紙が {len(forms)}枚あります。" in text_of(nurse.get("/").content.decode())
    page = nurse.get(reverse("visits")).content.decode()
    assert all(f'href="{url}"' in page for _, url, _, _ in forms.values())
    assert WORDS not in page
    assert "書きかけの用紙" not in sit(Role.EAST_HEAD).get(reverse("visits")).content.decode()

    nurse.post(forms["notes"][1], {"throw_away": "yes"})
    assert f"書きかけの用紙が {len(forms) - 1}枚あります。" in text_of(nurse.get("/").content.decode())


@pytest.mark.later
def test_every_sheet_that_can_be_half_written_says_where_it_goes_on():
    case, other, at = uuid.UUID(int=1), uuid.UUID(int=2), datetime(2026, 4, 1, 1, tzinfo=UTC)
    written = {
        "note": reverse("notes", args=[case]),
        "note-5": reverse("note_replace", args=[case, 5]),
        "basic": reverse("basic_sheet", args=[case]),
        f"evaluation-{other}": reverse("plan_evaluate", args=[case, other]),
        f"session-{other}": reverse("session_new", args=[other]),
        f"session-{other}-3": reverse("session_change", args=[other, 3]),
        f"measurement-{other}-T0": reverse("measurement_sheet", args=[other, "t0"]),
        "somethingnew": reverse("case", args=[case]),
    }
    for form, url in written.items():
        line = sheet_line(WaitingForm(case, "山田 ハナ", form, at))
        assert (line["url"], line["last"]) == (url, "4月1日 10:00"), form
