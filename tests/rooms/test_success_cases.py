"""成功事例: nobody is recognised, two people answer for it, and a withdrawn consent takes it away at once."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.rules.goals import GoalField
from takigi.people.rules import ConsentState
from takigi.success_cases import actions, queries
from takigi.success_cases.models import SuccessCase, SuccessReading
from takigi.success_cases.rules import MOVES, SuccessRefused, SuccessState, Wanted, check_move, likeness
from tests.casework_made import open_case
from tests.rooms.conftest import queries_of
from tests.successes_made import WORDS, consent_to_story, written_success
from tests.worlds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(register):
    return register()


@pytest.fixture
def case_id(world, person):
    return open_case(world, person)


def share(viewer, story):
    seen = queries.success_page(viewer, story).version
    actions.share_success(by=viewer, success_id=story, seen_version=seen)


def shared(world, person, case_id, **changes):
    story = written_success(world, case_id, words=replace(WORDS, **changes))
    actions.ask_for_check(by=world.viewer(Role.EAST_NURSE), success_id=story)
    share(world.viewer(Role.EAST_HEAD), story)
    return story


def test_a_story_reaches_others_only_after_consent_and_a_second_reader(world, person, case_id):
    nurse, head, west = (world.viewer(role) for role in (Role.EAST_NURSE, Role.EAST_HEAD, Role.WEST_NURSE))
    story = written_success(world, case_id)
    consent_to_story(world, person)
    with pytest.raises(Unseen):
        queries.success_page(west, story)
    with pytest.raises(SuccessRefused, match="できること"):
        share(head, story)
    actions.ask_for_check(by=nurse, success_id=story)
    with pytest.raises(NotPermitted, match="別の職員"):
        share(nurse, story)
    share(head, story)

    assert [card.success_id for card in queries.success_shelf(west)] == [story]
    page = queries.success_page(west, story)
    assert (page.case_id, page.written_by, page.moves) == (None, "", frozenset())
    assert queries.success_page(world.viewer(Role.PROVIDER), story).words == WORDS
    assert queries.success_shelf(world.viewer(Role.NEIGHBOUR_NURSE)) == []
    with pytest.raises(NotPermitted):
        queries.success_shelf(world.viewer(Role.ADMINISTRATOR))


def test_without_consent_nothing_is_shared_and_a_withdrawal_takes_it_back_at_once(world, person, case_id):
    with pytest.raises(SuccessRefused, match="同意していません"):
        shared(world, person, case_id)
    consent_to_story(world, person)
    story = shared(world, person, case_id)
    west = world.viewer(Role.WEST_NURSE)
    assert queries.success_page(west, story)

    consent_to_story(world, person, ConsentState.WITHDRAWN)
    assert queries.success_shelf(west) == []
    with pytest.raises(Unseen):
        queries.success_page(west, story)
    assert queries.success_page(world.viewer(Role.EAST_NURSE), story).state is SuccessState.PUBLISHED


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"before": "山田さんの家の裏の畑"}, "人の名前"),
        ({"trigger": "令和8年9月3日に転んだ"}, "日付"),
        ({"places": "桜ヶ丘公民館の体操"}, "場所"),
        ({"after": "87歳で畑に出る"}, "年齢"),
        ({"helped": " "}, "何がよかったか"),
    ],
)
def test_what_leads_to_somebody_or_is_missing_is_said_before_it_is_kept(world, case_id, changes, said):
    with pytest.raises(SuccessRefused, match=said):
        written_success(world, case_id, words=replace(WORDS, **changes))
    assert not SuccessCase.objects.exists()


def test_a_name_of_the_register_never_passes_however_sure_the_writer_is(world, case_id):
    given = {"by": world.viewer(Role.EAST_NURSE), "case_id": case_id, "is_sure": True}
    words = replace(WORDS, before="ヤマザキ家の畑", places="桜ヶ丘公民館")
    with pytest.raises(SuccessRefused, match="ヤマザキ"):
        actions.write_success(words=words, known_names=["ヤマザキ"], **given)
    assert actions.write_success(words=words, known_names=[], **given)


def test_only_who_knows_the_case_writes_and_words_that_changed_are_read_again(world, person, case_id):
    nurse, head = world.viewer(Role.EAST_NURSE), world.viewer(Role.EAST_HEAD)
    for stranger in (Role.WEST_NURSE, Role.PLANNER, Role.COORDINATOR):
        with pytest.raises((Unseen, NotPermitted)):
            written_success(world, case_id, role=stranger)
    story = written_success(world, case_id)
    actions.ask_for_check(by=nurse, success_id=story)
    given = {"success_id": story, "words": replace(WORDS, after="毎日、畑に出る"), "known_names": ()}
    with pytest.raises(SuccessRefused, match="あとから書きかえました"):
        actions.rewrite_success(by=nurse, based_on=1, **given)
    actions.rewrite_success(by=head, based_on=queries.success_page(head, story).version, **given)
    assert queries.success_page(nurse, story).state is SuccessState.DRAFT

    actions.ask_for_check(by=nurse, success_id=story)
    consent_to_story(world, person)
    with pytest.raises(SuccessRefused, match="読んだあとで"):
        actions.share_success(by=nurse, success_id=story, seen_version=1)
    with pytest.raises(NotPermitted):
        share(head, story)
    share(nurse, story)
    with pytest.raises(SuccessRefused, match="取り下げて"):
        actions.rewrite_success(by=head, based_on=queries.success_page(head, story).version, **given)
    actions.withdraw_success(by=head, success_id=story, reason="本人が取りやめたいと言った")
    assert queries.success_shelf(world.viewer(Role.WEST_NURSE)) == []
    assert "取りやめたい" in queries.success_page(head, story).ended_reason


def test_the_database_itself_refuses_one_person_as_writer_and_checker(world, person, case_id):
    consent_to_story(world, person)
    story = shared(world, person, case_id)
    for wrong in ({"checked_by": world.staff_id(Role.EAST_NURSE)}, {"checked_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SuccessCase.objects.filter(pk=story).update(**wrong)


def test_a_reader_of_another_agency_counts_once_and_ones_own_not_at_all(world, person, case_id):
    consent_to_story(world, person)
    story = shared(world, person, case_id)
    for role in (Role.WEST_NURSE, Role.WEST_NURSE, Role.PROVIDER, Role.EAST_NURSE):
        actions.note_read(by=world.viewer(role), success_id=story)
    assert SuccessReading.objects.count() == 2
    assert queries.success_page(world.viewer(Role.EAST_HEAD), story).readers == 2


def test_the_likest_story_comes_first_and_an_unlike_one_not_at_all(world, person, case_id):
    consent_to_story(world, person)
    bath = shared(world, person, case_id, goal_field=GoalField.BATH, title="湯につかれた方", cause_code="stroke")
    field = shared(world, person, case_id)
    west = world.viewer(Role.WEST_NURSE)

    def found(**wanted):
        return [card.success_id for card in queries.success_shelf(west, Wanted(**wanted))]

    assert found(goal_field="bath", cause_code="fall_fracture") == [bath, field]
    assert set(found(words="畑")) == {bath, field}
    assert found(words="湯") == [bath]
    assert found(goal_field="work") == []
    near = replace(WORDS, age_band="85〜89歳")
    assert [likeness(near, Wanted(age_band=band)) for band in ("85〜89歳", "80〜84歳", "65〜69歳", "")] == [2, 1, 0, 0]


def test_the_table_of_moves_is_the_only_way():
    for before in SuccessState:
        for after in SuccessState:
            if after in MOVES[before]:
                check_move(before, after)
            else:
                with pytest.raises(SuccessRefused):
                    check_move(before, after)
    assert SuccessState.PUBLISHED not in MOVES[SuccessState.DRAFT] | MOVES[SuccessState.WITHDRAWN]


@pytest.mark.later
def test_the_shelf_costs_the_same_for_one_story_and_for_thirty(world, person, case_id):
    consent_to_story(world, person)
    shared(world, person, case_id)
    west = world.viewer(Role.WEST_NURSE)
    one = queries_of(lambda: queries.success_shelf(west))
    for number in range(29):
        shared(world, person, case_id, title=f"畑に戻った方（{number}）")
    assert queries_of(lambda: queries.success_shelf(west)) == one <= 4
