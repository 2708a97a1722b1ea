"""書きかけ: kept as typed for its writer alone, recorded exactly once, and nothing of it lost on the way."""

import uuid
from datetime import timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions.form_drafts import discard_form, keep_form, record_form, settle_form
from takigi.casework.models import FormDraft
from takigi.casework.queries.form_drafts import form_in_hand
from takigi.casework.rules.form_drafts import FormPlace, draft_number, read_form_value
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_merging import Change
from tests.casework_made import open_case
from tests.screens.people_made import register
from tests.worlds import Role, build_world

WINDOW, OTHER = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
POSTED = {"text": ["畑の話をした"]}


@pytest.fixture
def world(db):
    return build_world()


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


@pytest.fixture
def place(world, nurse):
    return FormPlace(nurse.staff_id, open_case(world, register(world), days_ago=5), "note")


@pytest.fixture
def keep(nurse, place):
    def kept(*changes, editor=WINDOW, draft_id=None, by=nurse, **more):
        changes = [Change(*one) for one in changes]
        number = draft_id or form_in_hand(nurse, place.case_id, place.form).draft_id
        return keep_form(by=by, place=place, draft_id=number, editor=editor, changes=changes, **more)

    return kept


@pytest.fixture
def record(nurse, place):
    done = []

    def once(posted=POSTED, draft_id=None, editor=WINDOW, deed=lambda: done.append("recorded")):
        number = draft_id or form_in_hand(nurse, place.case_id, place.form).draft_id
        return record_form(by=nurse, place=place, draft_id=number, editor=editor, posted=posted, record=deed)

    once.done = done
    return once


def words(viewer, place):
    entries = form_in_hand(viewer, place.case_id, place.form).entries
    return {name: entry.kept.value for name, entry in entries.items()}


def test_what_was_typed_stands_there_again_for_its_writer_and_for_nobody_else(world, nurse, place, keep):
    keep(("text", "畑の話", 0, 1), ("is_interview", ("on",), 0, 2))

    assert words(nurse, place) == {"text": "畑の話", "is_interview": ("on",)}
    assert words(world.viewer(Role.EAST_HEAD), place) == {}


def test_the_same_typing_sent_twice_or_late_changes_nothing(nurse, place, keep):
    keep(("text", "畑", 0, 1))
    keep(("text", "畑の話", 0, 2))
    again = keep(("text", "畑", 0, 1))

    assert words(nurse, place) == {"text": "畑の話"}
    assert again.version == 2 and FormDraft.objects.count() == 1


def test_two_windows_of_one_writer_lose_nothing_of_each_other(nurse, place, keep):
    keep(("text", "畑の話", 0, 1))
    kept = keep(("text", "庭の話", 0, 1), editor=OTHER)
    assert kept.conflicts == ("text",)
    entry = kept.entries["text"]
    seen = [entry.kept.version, entry.rivals[0].version]

    settle_form(by=nurse, place=place, field_name="text", keep=seen, seen=seen, editor=OTHER)
    assert words(nurse, place) == {"text": "畑の話\n庭の話"}


def test_what_the_form_had_filled_in_and_somebody_took_out_stays_out(nurse, place, keep):
    keep(("happened_on", "", 0, 1))

    assert words(nurse, place) == {"happened_on": ""}


def test_a_day_in_words_that_was_typed_on_another_day_is_said_as_that_day(nurse, place, keep):
    keep(("happened_on", "きのう", 0, 1), ("tug-value", "11.3", 0, 2), typed_on=nurse.on - timedelta(days=3))

    typed = words(nurse, place)
    assert typed["happened_on"].startswith("R") and typed["tug-value"] == "11.3"


def test_a_sheet_is_recorded_once_however_often_it_is_sent(nurse, place, keep, record):
    keep(("text", "畑の話をした", 0, 1))
    number = form_in_hand(nurse, place.case_id, place.form).draft_id

    assert record(draft_id=number) is True
    assert record(draft_id=number) is False
    assert record.done == ["recorded"]
    assert words(nurse, place) == {}


def test_other_words_upon_a_recorded_sheet_are_asked_about_and_then_become_another(record, nurse, place):
    first = draft_number(place, 1)
    record(draft_id=first)
    with pytest.raises(CaseRefused, match="もう一度ボタンを"):
        record({"text": ["庭の話をした"]}, draft_id=first)

    assert record({"text": ["庭の話をした"]}) is True
    assert record.done == ["recorded", "recorded"]
    with pytest.raises(CaseRefused):
        record(draft_id=first)


def test_when_the_record_is_refused_the_words_stay(nurse, place, keep, record):
    keep(("text", "畑の話をした", 0, 1))

    def refused():
        raise CaseRefused("この日には書けません。")

    with pytest.raises(CaseRefused):
        record(deed=refused)
    assert words(nurse, place) == {"text": "畑の話をした"}


def test_typing_that_arrives_after_the_record_says_nothing_new_unless_another_window_typed_it(
    nurse, place, keep, record
):
    kept = keep(("text", "畑の話をした", 0, 1))
    record()

    assert keep(("text", "畑の話をした", 0, 1), draft_id=kept.draft_id).is_recorded
    assert words(nurse, place) == {}
    later = keep(("text", "電話もした", 0, 1), draft_id=kept.draft_id, editor=OTHER)
    assert later.draft_id == draft_number(place, 2) and words(nurse, place) == {"text": "電話もした"}


def test_a_draft_that_is_thrown_away_is_gone(nurse, place, keep):
    keep(("text", "畑の話", 0, 1))
    discard_form(by=nurse, place=place)

    assert words(nurse, place) == {}
    assert "畑" not in str(FormDraft.objects.values().get())


def test_nobody_writes_in_anothers_draft_or_in_another_town(world, place, keep):
    with pytest.raises(NotPermitted):
        keep(("text", "畑", 0, 1), by=world.viewer(Role.EAST_HEAD))
    stranger = world.viewer(Role.NEIGHBOUR_NURSE)
    elsewhere = FormPlace(stranger.staff_id, place.case_id, "note")
    with pytest.raises(Unseen):
        keep_form(by=stranger, place=elsewhere, draft_id=uuid.uuid4(), editor=WINDOW, changes=[])


@pytest.mark.parametrize(
    ("name", "typed"), [("<script>", "x"), ("text", 5), ("text", ["a", 1]), ("text", "長" * 20_001)]
)
def test_what_is_no_typing_of_a_form_is_refused_with_a_sentence(name, typed):
    with pytest.raises(CaseRefused):
        read_form_value(name, typed)
