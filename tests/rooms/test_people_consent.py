"""同意: a state machine that never takes silence for a yes."""

from datetime import timedelta

import pytest

from takigi.people.actions import consents, merges
from takigi.people.actions.consents import ConsentWords
from takigi.people.queries.consents import sharing_covers
from takigi.people.queries.files import person_file
from takigi.people.rules import (
    CONSENT_MOVES,
    ConsentMethod,
    ConsentPurpose,
    ConsentScope,
    ConsentState,
    Evidence,
    PeopleRefused,
)
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def say(world, person, state, role=Role.EAST_NURSE, **words):
    by = world.viewer(role)
    granted = state is ConsentState.GRANTED
    scope = ConsentScope(frozenset({world.agency_ids["west"]}), frozenset({"ident"})) if granted else ConsentScope()
    heard = {
        "happened_on": by.on,
        "scope": scope,
        "method": ConsentMethod.SIGNATURE if granted else None,
        "capacity_note": "二回たずねたが返事がなかった",
    }
    consents.record_consent(
        by=by, person_id=person, purpose=ConsentPurpose.SHARING, state=state, words=ConsentWords(**(heard | words))
    )


def covered(world, person, on=None):
    asked = {person: world.agency_ids["west"]}
    return bool(sharing_covers(asked, ["ident"], on=on or world.viewer(Role.EAST_NURSE).on))


WAYS = {
    ConsentState.NOT_ASKED: [],
    ConsentState.ASKED: [ConsentState.ASKED],
    ConsentState.GRANTED: [ConsentState.ASKED, ConsentState.GRANTED],
    ConsentState.REFUSED: [ConsentState.ASKED, ConsentState.REFUSED],
    ConsentState.UNABLE: [ConsentState.ASKED, ConsentState.UNABLE],
    ConsentState.WITHDRAWN: [ConsentState.ASKED, ConsentState.GRANTED, ConsentState.WITHDRAWN],
}


@pytest.mark.parametrize("start", list(WAYS))
@pytest.mark.parametrize("wanted", [state for state in ConsentState if state is not ConsentState.EXPIRED])
def test_consent_goes_only_where_the_table_says(world, register, start, wanted):
    person = register()
    for step in WAYS[start]:
        say(world, person, step)
    if wanted in CONSENT_MOVES[start]:
        say(world, person, wanted)
    else:
        with pytest.raises(PeopleRefused, match="進めません"):
            say(world, person, wanted)


def test_silence_is_never_consent(world, register):
    """Written by hand, so that the table itself can be doubted."""
    assert ConsentState.GRANTED not in CONSENT_MOVES[ConsentState.NOT_ASKED]
    assert ConsentState.GRANTED not in CONSENT_MOVES[ConsentState.REFUSED]
    assert ConsentState.GRANTED not in CONSENT_MOVES[ConsentState.WITHDRAWN]
    person = register()
    say(world, person, ConsentState.ASKED)
    assert not covered(world, person)


def test_a_withdrawal_closes_at_once_and_the_history_stays(world, register):
    person = register()
    for state in (ConsentState.ASKED, ConsentState.GRANTED):
        say(world, person, state)
    assert covered(world, person)

    say(world, person, ConsentState.WITHDRAWN)

    assert not covered(world, person)
    sharing = person_file(world.viewer(Role.EAST_NURSE), person).consents[0]
    assert [step.state for step in sharing.steps] == ["withdrawn", "granted", "asked"]


def test_a_consent_expires_by_itself_on_the_day_after(world, register):
    person, today = register(), world.viewer(Role.EAST_NURSE).on
    say(world, person, ConsentState.ASKED)
    scope = ConsentScope(frozenset({world.agency_ids["west"]}), frozenset({"ident"}), today + timedelta(days=10))
    say(world, person, ConsentState.GRANTED, scope=scope)

    assert covered(world, person, on=today + timedelta(days=10))
    assert not covered(world, person, on=today + timedelta(days=11))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"method": None}, "取り方"),
        ({"scope": ConsentScope()}, "範囲"),
    ],
)
def test_a_consent_without_method_or_scope_is_refused(world, register, words, says):
    person = register()
    say(world, person, ConsentState.ASKED)
    with pytest.raises(PeopleRefused, match=says):
        say(world, person, ConsentState.GRANTED, **words)


def test_of_merged_records_a_withdrawal_is_not_outvoted(world, register):
    one, other = register(), register()
    for person in (one, other):
        for state in (ConsentState.ASKED, ConsentState.GRANTED):
            say(world, person, state)
    say(world, other, ConsentState.WITHDRAWN)
    merges.merge_persons(by=world.viewer(Role.INSURANCE), kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS})

    assert person_file(world.viewer(Role.EAST_NURSE), one).consents[0].state is ConsentState.WITHDRAWN


def heard(world, person):
    return person_file(world.viewer(Role.EAST_NURSE), person).consents[0]


def merged(world, kept, absorbed):
    return merges.merge_persons(
        by=world.viewer(Role.INSURANCE), kept_id=kept, absorbed_id=absorbed, evidence={Evidence.ADDRESS}
    )


YES = (ConsentState.ASKED, ConsentState.GRANTED)


@pytest.mark.parametrize("under", [(0,), (1,), (0, 1)])
@pytest.mark.parametrize("refused", [False, True])
def test_what_was_consented_to_under_any_merged_record_can_be_taken_back(world, register, under, refused):
    """I9 survives a merge: wherever the yes lies, even behind a no; and taking the merge back does not bring it back."""
    records = [register(), register()]
    for place in (0, 1):
        for state in YES if place in under else (ConsentState.ASKED, ConsentState.REFUSED) if refused else ():
            say(world, records[place], state)
    merge_id = merged(world, *records)
    assert ConsentState.WITHDRAWN in heard(world, records[0]).next_moves
    say(world, records[0], ConsentState.WITHDRAWN)
    assert heard(world, records[1]).state is ConsentState.WITHDRAWN
    merges.unmerge_persons(by=world.viewer(Role.INSURANCE), merge_id=merge_id, reason="別の人と分かった")
    assert not any(covered(world, one) for one in records)


@pytest.mark.parametrize("first", [ConsentState.REFUSED, ConsentState.WITHDRAWN])
def test_after_a_no_an_older_yes_under_another_record_never_comes_back_by_itself(world, register, first):
    kept, other = register(), register()
    for state in (*YES, first) if first is ConsentState.WITHDRAWN else (ConsentState.ASKED, first):
        say(world, kept, state)
    for state in YES:
        say(world, other, state)
    merged(world, kept, other)
    say(world, kept, ConsentState.ASKED)
    assert heard(world, kept).state is ConsentState.ASKED
    say(world, kept, ConsentState.GRANTED)
    assert heard(world, kept).state is ConsentState.GRANTED


def test_a_no_under_another_record_can_become_a_yes_and_the_yes_is_the_shown_records_alone(world, register):
    kept, other = register(), register()
    for state in (ConsentState.ASKED, ConsentState.REFUSED):
        say(world, other, state)
    merge_id = merged(world, kept, other)
    for state in YES:
        say(world, kept, state)
    assert heard(world, kept).state is ConsentState.GRANTED
    merges.unmerge_persons(by=world.viewer(Role.INSURANCE), merge_id=merge_id, reason="別の人と分かった")
    assert covered(world, kept) and not covered(world, other)


def test_of_two_consents_what_both_cover_counts(world, register):
    kept, other = register(), register()
    west, council = world.agency_ids["west"], world.agency_ids["council"]
    for person, agencies, classes in (
        (kept, {west, council}, {"ident"}),
        (other, {west}, {"ident", "hh"}),
    ):
        say(world, person, ConsentState.ASKED)
        say(world, person, ConsentState.GRANTED, scope=ConsentScope(frozenset(agencies), frozenset(classes)))
    merged(world, kept, other)
    assert heard(world, kept).scope == ConsentScope(frozenset({west}), frozenset({"ident"}))
