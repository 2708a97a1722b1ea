"""訪問: written by several, confirmed once, moves its case, corrected without overwriting; the dead are not visited."""

import uuid
from datetime import timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions import cases
from takigi.casework.actions.visit_drafts import discard_draft, open_revision, save_draft, settle_difference
from takigi.casework.actions.visits import confirm_visit, keep_as_note
from takigi.casework.models import Case, Note, Visit, VisitDraft, VisitOption
from takigi.casework.queries.visit_values import next_draft_id
from takigi.casework.rules.due import DueKind
from takigi.casework.rules.states import CaseRefused, CaseState
from takigi.casework.rules.visit_merging import Change, read_value
from takigi.casework.rules.visits import VisitNotReady
from takigi.casework.rules.words import NoteKind
from takigi.kernel.eras import in_short_japanese
from takigi.people.actions import persons
from takigi.people.actions.persons import PersonDetails
from takigi.people.rules import ResidentStatus
from tests.casework_made import bring_to, open_case
from tests.worlds import Role

pytestmark = pytest.mark.django_db
S = CaseState
WHOLE = {
    "visited_on": "きのう",
    "started_at": "14時",
    "ended_at": "午後3時半",
    "visitors": ["nurse", "pt"],
    "present": ["person", "daughter"],
    "before_text": "畑でとれた菜を近所に配っていた",
    "lost_kinds": ["field", "bath"],
    "wish_text": "風呂に自分で入りたい",
    "wish_speaker": "person",
    "family_wish_text": "転ばないでほしい",
    "family_wish_speaker": "長女",
    "reversible": "high",
    "explained": ["community_c", "gathering", "day_service"],
    "reaction": "understood_alternative",
    "reaction_words": "そういうやり方もあるんだね",
    "chosen": ["community_c"],
    "declined_day_service": "まだ自分でできる",
    "next_step": "担当者会議を開く",
    "next_step_on": "あさって",
    "reason_text": "もう年だから",
}


def changes(values, base=0, seq=1):
    return [Change(name, read_value(name, value), base, seq) for name, value in values.items()]


@pytest.fixture
def case_id(world, register):
    return open_case(world, register(), state=S.CERTIFIED, days_ago=10)


@pytest.fixture
def write(world, case_id):
    """`write(wish_text="…")`: into the case's draft, by the nurse unless said otherwise."""

    def write_into(*, role=Role.EAST_NURSE, editor="a", draft_id=None, seq=1, base=0, **values):
        return save_draft(
            by=world.viewer(role),
            case_id=case_id,
            draft_id=draft_id or next_draft_id(case_id),
            editor=editor,
            changes=changes(values, base, seq),
        )

    return write_into


def test_a_confirmed_visit_moves_the_case_and_asks_nobody_for_anything_twice(world, case_id, write):
    nurse = world.viewer(Role.EAST_NURSE)
    kept = write(**WHOLE)
    visit_id = confirm_visit(by=nurse, draft_id=kept.draft_id)

    case, visit, note = Case.objects.get(), Visit.objects.get(pk=visit_id), Note.objects.get()
    yesterday = nurse.on - timedelta(days=1)
    assert (case.state, case.visited_on, case.next_step) == (S.ASSESSED, yesterday, "担当者会議を開く")
    assert (case.due_on, case.due_kind, case.reason_text) == (
        nurse.on + timedelta(days=2),
        DueKind.NEXT_STEP,
        "もう年だから",
    )
    assert (visit.minutes, visit.is_interview, visit.former_life.wish_text) == (90, True, "風呂に自分で入りたい")
    assert (note.kind, note.is_interview, note.is_home_visit, note.happened_on) == (
        NoteKind.VISIT,
        True,
        True,
        yesterday,
    )
    assert "そういうやり方もあるんだね" in note.text
    options = set(VisitOption.objects.values_list("kind", "is_explained", "is_chosen", "declined_reason"))
    assert options == {
        ("community_c", True, True, ""),
        ("gathering", True, False, ""),
        ("day_service", True, False, "まだ自分でできる"),
    }
    assert VisitDraft.objects.get().entries == {}


def test_whatever_is_repeated_there_is_one_visit(world, write):
    nurse = world.viewer(Role.EAST_NURSE)
    kept = write(**WHOLE)
    first = confirm_visit(by=nurse, draft_id=kept.draft_id)
    write(draft_id=first, seq=2, **WHOLE)
    again = confirm_visit(by=nurse, draft_id=kept.draft_id)
    head = confirm_visit(by=world.viewer(Role.EAST_HEAD), draft_id=kept.draft_id)

    assert first == again == head == kept.draft_id
    assert (Visit.objects.count(), Note.objects.count(), VisitDraft.objects.count()) == (1, 1, 1)


def test_everything_that_stands_in_the_way_is_said_at_once_with_its_place(world, write):
    nurse = world.viewer(Role.EAST_NURSE)
    kept = write(visited_on="あした", started_at="25:00", next_step="会議")
    with pytest.raises(VisitNotReady) as refused:
        confirm_visit(by=nurse, draft_id=kept.draft_id, accepts_doubts=True)

    assert {remark.field for remark in refused.value.remarks} == {"visited_on", "started_at", "next_step_on"}
    assert refused.value.remarks[0].place == "1 だれと"
    assert not refused.value.may_keep_as_note
    assert VisitDraft.objects.get().ended_at is None


def test_a_missing_wish_is_asked_about_and_does_not_bar_the_way(world, write):
    nurse = world.viewer(Role.EAST_NURSE)
    kept = write(**{**WHOLE, "wish_text": ""})
    with pytest.raises(VisitNotReady, match="本人の願いがまだ") as refused:
        confirm_visit(by=nurse, draft_id=kept.draft_id)
    assert [remark.is_doubt for remark in refused.value.remarks] == [True]

    assert confirm_visit(by=nurse, draft_id=kept.draft_id, accepts_doubts=True)


def test_a_visit_before_the_case_was_opened_is_asked_about(world, write):
    kept = write(**{**WHOLE, "visited_on": "15日前"})
    with pytest.raises(VisitNotReady, match="受付日"):
        confirm_visit(by=world.viewer(Role.EAST_NURSE), draft_id=kept.draft_id)


def die(world, case_id, days_ago):
    nurse = world.viewer(Role.EAST_NURSE)
    details = PersonDetails(
        name="山田　ハナ",
        name_kana="ヤマダ　ハナ",
        birth="昭和12年4月1日",
        status=ResidentStatus.DECEASED,
        status_on=nurse.on - timedelta(days=days_ago),
    )
    person_id = Case.objects.get(pk=case_id).person_id
    persons.change_person(by=world.viewer(Role.INSURANCE), person_id=person_id, details=details, reason="死亡の届け")
    cases.stop_for_register(municipality_id=world.municipality_id, at=nurse.at, on=nurse.on)


def test_a_visit_to_somebody_who_has_died_meanwhile_is_kept_as_a_note(world, case_id, write):
    nurse = world.viewer(Role.EAST_NURSE)
    kept = write(**WHOLE)
    die(world, case_id, days_ago=3)
    with pytest.raises(VisitNotReady, match=r"死亡.*経過記録に残せます") as refused:
        confirm_visit(by=nurse, draft_id=kept.draft_id, accepts_doubts=True)
    assert refused.value.may_keep_as_note

    keep_as_note(by=nurse, draft_id=kept.draft_id)

    assert "風呂に自分で入りたい" in Note.objects.get().text
    assert not Visit.objects.exists()
    # What another device still had is not lost either.
    late = write(draft_id=kept.draft_id, editor="b", wish_text="孫に会いたい")
    assert late.is_note
    assert Note.objects.filter(text__contains="孫に会いたい").count() == 1


def test_a_visit_made_before_the_death_is_confirmed_and_moves_nothing(world, case_id, write):
    kept = write(**WHOLE)
    die(world, case_id, days_ago=0)
    confirm_visit(by=world.viewer(Role.EAST_NURSE), draft_id=kept.draft_id)

    case = Case.objects.get()
    assert (case.state, case.due_on, case.next_step) == (S.DECEASED, None, "")


def test_differences_between_two_people_are_settled_before_confirming(world, write):
    nurse, head = world.viewer(Role.EAST_NURSE), world.viewer(Role.EAST_HEAD)
    write(**WHOLE)
    kept = write(role=Role.EAST_HEAD, editor="b", wish_text="畑に行きたい")
    assert kept.conflicts == ("wish_text",)
    with pytest.raises(VisitNotReady, match="二人の書いたこと"):
        confirm_visit(by=nurse, draft_id=kept.draft_id)
    entry = kept.entries["wish_text"]
    versions = [entry.kept.version, entry.rivals[0].version]
    settle_difference(by=head, draft_id=kept.draft_id, field="wish_text", keep=versions, seen=versions, editor="b")

    visit_id = confirm_visit(by=nurse, draft_id=kept.draft_id)
    assert Visit.objects.get(pk=visit_id).former_life.wish_text == "風呂に自分で入りたい\n畑に行きたい"


def test_nobody_confirms_what_they_have_not_seen(world, write):
    kept = write(**WHOLE)
    write(role=Role.EAST_HEAD, editor="b", home_text="玄関に段差")
    with pytest.raises(CaseRefused, match="あとから書いています"):
        confirm_visit(by=world.viewer(Role.EAST_NURSE), draft_id=kept.draft_id, seen_version=kept.version)


def test_words_that_come_after_the_confirmation_stand_in_a_correction(world, case_id, write):
    nurse = world.viewer(Role.EAST_NURSE)
    kept = write(**WHOLE)
    confirm_visit(by=world.viewer(Role.EAST_HEAD), draft_id=kept.draft_id)
    same = write(draft_id=kept.draft_id, wish_text=WHOLE["wish_text"])
    assert (same.draft_id, same.confirmed_id) == (None, kept.draft_id)

    for _ in range(2):
        late = write(draft_id=kept.draft_id, editor="c", wish_text="畑に行きたい", home_text="段差")
    assert late.conflicts == ("wish_text",)
    assert late.entries["home_text"].kept.value == "段差"
    entry = late.entries["wish_text"]
    assert [one.value for one in entry.rivals] == ["畑に行きたい"]
    versions = [entry.kept.version, entry.rivals[0].version]
    settle_difference(by=nurse, draft_id=late.draft_id, field="wish_text", keep=versions[1:], seen=versions, editor="c")
    corrected = confirm_visit(by=nurse, draft_id=late.draft_id)

    old, new = Visit.objects.get(pk=kept.draft_id), Visit.objects.get(pk=corrected)
    assert (new.replaces_id, new.former_life.wish_text, new.home_text) == (old.pk, "畑に行きたい", "段差")
    assert old.former_life.wish_text == "風呂に自分で入りたい"
    assert (new.note.replaces_id, new.minutes, new.visited_on) == (old.note_id, 90, old.visited_on)
    assert Case.objects.get().state == S.ASSESSED


def test_a_correction_is_opened_from_the_confirmed_visit_and_only_from_the_newest(world, case_id, write):
    nurse = world.viewer(Role.EAST_NURSE)
    visit_id = confirm_visit(by=nurse, draft_id=write(**WHOLE).draft_id)
    assert open_revision(by=nurse, visit_id=visit_id) == case_id
    assert open_revision(by=nurse, visit_id=visit_id) == case_id
    draft = VisitDraft.objects.get(ended_at__isnull=True)
    confirm_visit(by=nurse, draft_id=draft.pk)

    with pytest.raises(CaseRefused, match="もう直されています"):
        open_revision(by=nurse, visit_id=visit_id)
    with pytest.raises(Unseen):
        open_revision(by=world.viewer(Role.WEST_NURSE), visit_id=visit_id)


def test_a_second_visit_has_a_number_of_its_own_and_leaves_the_state_alone(world, case_id, write):
    nurse = world.viewer(Role.EAST_NURSE)
    confirm_visit(by=nurse, draft_id=write(**WHOLE).draft_id)
    second = write(**{**WHOLE, "visited_on": "きょう"})
    confirm_visit(by=nurse, draft_id=second.draft_id)

    assert Visit.objects.count() == 2
    case = Case.objects.get()
    assert (case.state, case.visited_on) == (S.ASSESSED, nurse.on - timedelta(days=1))


def test_a_visit_before_the_decision_is_kept_and_the_case_waits(world, register):
    nurse = world.viewer(Role.EAST_NURSE)
    case_id = open_case(world, register(), days_ago=5)
    draft_id = next_draft_id(case_id)
    save_draft(by=nurse, case_id=case_id, draft_id=draft_id, editor="a", changes=changes(WHOLE))
    confirm_visit(by=nurse, draft_id=draft_id)

    case = Case.objects.get(pk=case_id)
    assert (case.state, case.visited_on) == (S.INQUIRY, nurse.on - timedelta(days=1))


def test_whoever_goes_along_writes_and_the_centre_confirms(world, case_id, write):
    nurse, therapist = world.viewer(Role.EAST_NURSE), world.viewer(Role.PROVIDER)
    with pytest.raises(Unseen):
        write(role=Role.PROVIDER, wish_text="風呂")
    cases.invite_companion(
        by=nurse, case_id=case_id, staff_id=therapist.staff_id, until=nurse.on, purpose="動作の見立て"
    )
    kept = write(role=Role.PROVIDER, reversible="high", judged_by="pt")
    for deed in (confirm_visit, discard_draft, keep_as_note):
        with pytest.raises(NotPermitted):
            deed(by=therapist, draft_id=kept.draft_id)
    for stranger in (Role.WEST_NURSE, Role.NEIGHBOUR_NURSE, Role.INSURANCE, Role.NO_OATH):
        with pytest.raises(Unseen):
            write(role=stranger, wish_text="x")
        with pytest.raises(Unseen):
            confirm_visit(by=world.viewer(stranger), draft_id=kept.draft_id)


def test_a_discarded_draft_is_gone_and_words_still_on_a_device_open_it_again(world, case_id, write):
    nurse = world.viewer(Role.EAST_NURSE)
    kept = write(wish_text="風呂")
    discard_draft(by=nurse, draft_id=kept.draft_id)
    assert VisitDraft.objects.get().entries == {}
    with pytest.raises(CaseRefused, match="取りやめた"):
        confirm_visit(by=nurse, draft_id=kept.draft_id)

    again = write(draft_id=kept.draft_id, editor="b", home_text="段差")
    assert again.draft_id == kept.draft_id
    assert list(again.entries) == ["home_text"]


def test_a_draft_of_one_case_is_no_way_into_another(world, register, case_id, write):
    kept = write(wish_text="風呂")
    other = open_case(world, register(name="海野 タロウ", name_kana="ウミノ タロウ"))
    with pytest.raises(Unseen):
        save_draft(
            by=world.viewer(Role.EAST_NURSE),
            case_id=other,
            draft_id=kept.draft_id,
            editor="a",
            changes=changes({"wish_text": "x"}),
        )
    with pytest.raises(Unseen):
        confirm_visit(by=world.viewer(Role.EAST_NURSE), draft_id=uuid.uuid4())


def test_the_next_visit_has_the_same_number_for_everybody(world, case_id, write):
    first = next_draft_id(case_id)
    assert next_draft_id(case_id) == first
    write(wish_text="風呂")
    assert next_draft_id(case_id) == first
    discard_draft(by=world.viewer(Role.EAST_NURSE), draft_id=first)
    assert next_draft_id(case_id) != first


def test_a_day_is_kept_as_the_day_it_was_when_it_was_typed(world, case_id):
    nurse = world.viewer(Role.EAST_NURSE)
    for typed_on, days_before in ((nurse.on - timedelta(days=2), 3), (nurse.on + timedelta(days=400), 1)):
        kept = save_draft(
            by=nurse,
            case_id=case_id,
            draft_id=next_draft_id(case_id),
            editor=str(days_before),
            changes=changes({"visited_on": "きのう"}, base=99),
            typed_on=typed_on,
        )
        assert kept.entries["visited_on"].kept.value == in_short_japanese(nurse.on - timedelta(days=days_before))


def test_a_scheduled_case_is_visited_along_the_table(world, case_id, write):
    bring_to(world, case_id, S.VISIT_SCHEDULED)
    confirm_visit(by=world.viewer(Role.EAST_NURSE), draft_id=write(**WHOLE).draft_id)
    case = Case.objects.get()
    assert (case.state, case.scheduled_visit_on) == (S.ASSESSED, None)
