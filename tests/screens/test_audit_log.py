"""監査記録の画面: sentences for everything that is recorded, filters in the address, and reading leaves a trace."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import reverse

import takigi
from takigi.access import administration
from takigi.audit import actions, queries
from takigi.audit.queries import EventLine
from takigi.screens.audit_log.sentences import SENTENCES, beside, in_words
from tests.worlds import Role

SOURCE = Path(takigi.__file__).parent
KIND = re.compile(
    r"(sign_in|audit|organisations|access|people|exchange|casework|programmes|resources|evaluation|logic_models|collaboration|meetings|surveys|success_cases|custody)\.[a-z]+(_[a-z]+)*"
)

SHORT = frozenset({"collaboration", "meetings", "surveys", "success_cases", "custody"})


def recorded_kinds():
    """Every string in the source that looks like a kind, in the files that write."""
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts or path.match("**/screens/**"):
            continue
        text = path.read_text(encoding="utf-8")
        if not re.search(r"record\w*\(|note\(", text):
            continue
        for node in ast.walk(ast.parse(text)):
            # The imports say their kind as `note(by, batch, "import_applied")`.
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "note":
                room = path.relative_to(SOURCE).parts[0]
                yield from (f"{room}.{arg.value}" for arg in node.args[2:] if isinstance(arg, ast.Constant))
            # Some rooms say their kinds without their own name.
            room = path.relative_to(SOURCE).parts[0]
            if isinstance(node, ast.Call) and room in SHORT and ast.unparse(node.func).endswith("record"):
                words = [one.value for arg in node.args[:1] for one in ast.walk(arg) if isinstance(one, ast.Constant)]
                yield from (f"{room}.{word}" for word in words if re.fullmatch(r"[a-z]+(_[a-z]+)*", str(word)))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KIND.fullmatch(node.value):
                yield node.value


@pytest.mark.later
def test_every_kind_that_is_recorded_has_a_sentence():
    found = set(recorded_kinds())

    assert len(found) > 30
    assert found - SENTENCES.keys() == set()


@pytest.mark.later
def test_no_sentence_is_left_over_for_a_kind_that_nobody_records():
    assert SENTENCES.keys() - set(recorded_kinds()) == set()


def test_every_event_of_a_town_can_be_told(world):
    lines = queries.events_page(world.municipality_id, size=500)

    told = [in_words(line, {}) + beside(line, {}) for line in lines]
    assert all(told) and not any("{" in sentence for sentence in told)


def test_a_kind_of_an_older_version_is_shown_as_it_was_written(world):
    line = EventLine(1, world.at, None, "past.unknown_kind", "person:0f3c2a11-9999", (), {"rows": 3}, ())

    assert in_words(line, {}) == "past.unknown_kind 人の記録 0f3c2a11"
    assert beside(line, {}) == "rows: 3"


def test_the_reader_tells_who_did_what_and_records_that_it_was_read(world, sit):
    desk = sit(Role.AUDITOR)

    first = desk.get(reverse("audit_log")).content.decode()
    assert "泊 歩さんのアカウントの状態を変えました" in first
    assert "監査記録を読みました" in desk.get(reverse("audit_log")).content.decode()
    assert queries.events_page(world.municipality_id)[0].kind == "audit.log_read"


def test_nobody_else_reads_the_log_and_a_refusal_is_no_reading(world, sit):
    for role in (Role.ADMINISTRATOR, Role.SECRETARIAT, Role.EAST_HEAD, Role.EVALUATOR):
        assert sit(role).get(reverse("audit_log")).status_code == 403
    assert queries.events_page(world.municipality_id, kind="audit.") == []


def test_the_neighbours_auditor_reads_only_the_neighbours_log(world, sit):
    page = sit(Role.NEIGHBOUR_AUDITOR).get(reverse("audit_log")).content.decode()

    assert "泊 歩" not in page and "奥野 航" in page


def test_filters_narrow_by_kind_staff_and_day(world, sit):
    desk = sit(Role.AUDITOR)

    def rows(**asked):
        return desk.get(reverse("audit_log"), asked).context["table"].rows

    assert {row[3] for row in rows(kind="access.oath_confirmed")} == {"守秘を確認しました"}
    nurse = world.staff_id(Role.EAST_NURSE)
    assert {row[2] for row in rows(by=nurse)} == {"田辺 恵"}
    assert rows(until="きのう") == ()


def test_a_day_that_cannot_be_read_is_said_and_narrows_nothing(sit):
    answer = sit(Role.AUDITOR).get(reverse("audit_log"), {"until": "R8.13.40"})

    assert answer.status_code == 200
    assert answer.context["form"].errors["until"] and answer.context["table"].rows


def test_pages_go_back_by_number_without_a_gap(world, sit):
    for _ in range(120):
        actions.record("audit.log_read", municipality_id=world.municipality_id, by=None, at=world.at)
    desk = sit(Role.AUDITOR)

    seen, address = [], reverse("audit_log") + "?kind=audit.log_read"
    while address:
        page = desk.get(address)
        seen += [int(row[0]) for row in page.context["table"].rows]
        address = reverse("audit_log") + page.context["older"] if page.context["older"] else ""

    newest = seen[0]
    assert len(seen) >= 120 and seen == list(range(newest, newest - len(seen), -1))


def test_unknown_names_at_the_door_are_read_from_the_chain_of_the_installation(client, sit):
    client.post(reverse("account_login"), {"login": "nobody", "password": "nothing"})

    page = sit(Role.AUDITOR).get(reverse("audit_log"), {"door": "0"})
    assert [row[3] for row in page.context["table"].rows] == ["知らない名前でのサインインが、うまくいきませんでした"]
    assert page.context["table"].rows[0][2] == "分かりません"


@pytest.mark.parametrize("events", [1, 30])
def test_a_page_costs_the_same_however_many_events_there_are(world, events, django_assert_max_num_queries):
    for _ in range(events):
        actions.record("audit.log_read", municipality_id=world.municipality_id, by=None, at=world.at)

    with django_assert_max_num_queries(14):
        administration.audit_page(world.viewer(Role.AUDITOR))
