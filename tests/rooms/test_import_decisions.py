"""台帳の読み合わせ: what a file does to one person, by hand and for any order of its rows."""

import uuid
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from takigi.people.ledger.rules import decide_person
from takigi.people.ledger.values import (
    Birth,
    Decision,
    FileRow,
    Known,
    PersonSaid,
    Registered,
    Said,
    columns_of_items,
    row_from_json,
    row_to_json,
)
from takigi.people.rules import RevisionKind, RowOutcome
from tests.rules_held import holds

COLUMNS = columns_of_items(
    frozenset({"application_on", "application_type", "decided_on", "level", "valid_from", "valid_until", "withdrawn"})
)
HANA = PersonSaid(
    name="山田　ハナ",
    name_kana="ヤマダ　ハナ",
    birth=Birth(date(1937, 4, 1), date(1937, 4, 1), "day", "S12.4.1"),
    sex="2",
    address="みどり野市東町1-2-3",
)
BORN_LATER = Birth(date(1941, 8, 9), date(1941, 8, 9), "day", "S16.8.9")
APRIL, MARCH = date(2025, 4, 1), date(2026, 3, 31)
FIRST = Said(
    application_on=APRIL,
    application_type="1",
    decided_on=date(2025, 5, 1),
    level_code="12",
    valid_from=APRIL,
    valid_until=MARCH,
)


def row(row_no: int, said: Said | None = FIRST, person: PersonSaid = HANA, **rest: object) -> FileRow:
    content = (said, person, sorted(rest.items(), key=str))
    return FileRow(row_no, str(hash(repr(content))), person, said, **rest)


def decide(rows: list[FileRow], registered: Registered | None = None, known: tuple[Known, ...] = ()) -> Decision:
    return decide_person(rows, registered, known, columns=COLUMNS, new_id=uuid.uuid4)


def after(decision: Decision, registered: Registered | None, known: tuple[Known, ...]):
    """The register as it stands once the decision has been carried out."""
    lines = {one.line: one for one in known}
    for made in decision.revisions:
        lines[made.line] = Known(made.certification_id, made.line, made.revision, made.kind, made.said)
    if decision.said is not None:
        registered = Registered(registered.person_id if registered else uuid.uuid4(), decision.said)
    return registered, tuple(lines.values())


def outcomes(decision: Decision) -> dict[int, RowOutcome]:
    return {row_no: result.outcome for row_no, result in decision.results.items()}


def codes(decision: Decision) -> set[tuple[int, str, bool]]:
    return {(one.row_no, one.code, one.is_blocking) for one in decision.findings}


def kinds(decision: Decision) -> list[RevisionKind]:
    return [made.kind for made in decision.revisions]


def test_somebody_unknown_comes_in_with_their_certification():
    decision = decide([row(2)])
    assert decision.is_new and decision.said == HANA
    assert kinds(decision) == [RevisionKind.ENTERED]
    assert outcomes(decision) == {2: RowOutcome.NEW_PERSON}


def test_the_same_file_once_more_says_nothing_new():
    registered, known = after(decide([row(2)]), None, ())
    again = decide([row(2)], registered, known)
    assert again.said is None and again.revisions == ()
    assert outcomes(again) == {2: RowOutcome.UNCHANGED}
    assert again.results[2].certification_id == known[0].certification_id


def test_an_exact_repeat_is_a_warning_and_counts_once():
    decision = decide([row(5), row(9)])
    assert codes(decision) == {(9, "duplicate_row", False)}
    assert len(decision.revisions) == 1
    assert outcomes(decision) == {5: RowOutcome.NEW_PERSON, 9: RowOutcome.UNCHANGED}


def test_two_people_on_one_number_are_both_left_out_when_nobody_knows_whose_it_is():
    other = replace(HANA, name="鈴木　一郎", name_kana="スズキ　イチロウ", birth=BORN_LATER)
    decision = decide([row(2), row(3, person=other)])
    assert codes(decision) == {(2, "two_people_one_number", True), (3, "two_people_one_number", True)}
    assert decision.said is None and decision.revisions == ()


def test_where_the_register_knows_whose_number_it_is_only_the_stranger_is_left_out():
    other = replace(HANA, name="鈴木　一郎", name_kana="スズキ　イチロウ", birth=BORN_LATER)
    decision = decide([row(2), row(3, person=other)], Registered(uuid.uuid4(), HANA))
    assert codes(decision) == {(3, "two_people_one_number", True)}
    assert outcomes(decision) == {2: RowOutcome.NEW, 3: RowOutcome.LEFT_OUT}


def test_a_number_that_is_somebody_elses_in_the_register_is_refused():
    other = replace(HANA, name="鈴木　一郎", name_kana="スズキ　イチロウ", birth=BORN_LATER)
    decision = decide([row(3, person=other)], Registered(uuid.uuid4(), HANA))
    assert codes(decision) == {(3, "same_number_other_person_in_register", True)}


def test_another_birth_date_alone_is_left_to_a_person_unless_it_is_marked_as_a_correction():
    registered = Registered(uuid.uuid4(), HANA)
    wrong = replace(HANA, birth=BORN_LATER)
    assert codes(decide([row(2, person=wrong)], registered)) == {(2, "birth_differs_from_register", True)}
    corrected = decide([row(2, person=wrong, correction="2")], registered)
    assert corrected.findings == () and corrected.said is not None and corrected.said.birth == BORN_LATER


def test_a_new_surname_is_a_change_and_no_problem():
    married = replace(HANA, name="佐藤　ハナ", name_kana="サトウ　ハナ")
    known = after(decide([row(2)]), None, ())
    decision = decide([row(2, person=married)], *known)
    assert decision.findings == () and decision.said == married
    assert outcomes(decision) == {2: RowOutcome.CHANGED}


@pytest.mark.parametrize(
    "written",
    [
        {"name": "山田 ハナ"},
        {"name_kana": "ﾔﾏﾀﾞ ﾊﾅ"},
        {"address": "みどり野市東町１丁目２番地３"},
        {"name": "山〓　ハナ"},
        {"name": "", "name_kana": "", "birth": None, "address": ""},
        {"birth": Birth(date(1937, 1, 1), date(1937, 12, 31), "year", "昭和12年")},
    ],
)
def test_another_way_of_writing_the_same_changes_nobody(written):
    registered, known = after(decide([row(2)]), None, ())
    assert decide([row(2, person=replace(HANA, **written))], registered, known).said is None


def test_a_birth_known_better_than_before_is_taken_over():
    year_only = replace(HANA, birth=Birth(date(1937, 1, 1), date(1937, 12, 31), "year", "昭和12年"))
    decision = decide([row(2)], Registered(uuid.uuid4(), year_only))
    assert decision.said is not None and decision.said.birth == HANA.birth


@holds("V7")
def test_a_result_that_comes_late_is_a_revision_of_its_own():
    waiting = Said(application_on=APRIL, application_type="1")
    registered, known = after(decide([row(2, waiting)]), None, ())
    decision = decide([row(2)], registered, known)
    assert kinds(decision) == [RevisionKind.DECIDED]
    assert decision.revisions[0].replaces == known[0].certification_id
    assert decision.revisions[0].said.level_code == "12"


@holds("V10")
def test_a_change_application_ends_the_earlier_certification_the_day_before():
    change = Said(date(2025, 10, 15), "3", decided_on=date(2025, 11, 20), level_code="22",
                  valid_from=date(2025, 10, 15), valid_until=date(2026, 10, 31))  # fmt: skip
    registered, known = after(decide([row(2)]), None, ())
    decision = decide([row(7, change)], registered, known)
    assert sorted(kinds(decision)) == [RevisionKind.ENTERED, RevisionKind.TRUNCATED]
    cut = next(made for made in decision.revisions if made.kind is RevisionKind.TRUNCATED)
    assert (cut.said.valid_until, cut.said.level_code, cut.row_no) == (date(2025, 10, 14), "12", 7)
    assert cut.replaces == known[0].certification_id
    # Next week's file still writes the old end: that is known.
    registered, known = after(decision, registered, known)
    assert decide([row(2), row(3, change)], registered, known).revisions == ()


@holds("V10")
def test_an_overlapping_renewal_is_left_for_a_person_to_decide():
    renewal = Said(date(2026, 2, 1), "2", decided_on=date(2026, 3, 1), level_code="13",
                   valid_from=date(2026, 3, 1), valid_until=date(2027, 2, 28))  # fmt: skip
    decision = decide([row(2), row(3, renewal)])
    assert codes(decision) == {(3, "overlapping_renewal", True)}
    assert outcomes(decision) == {2: RowOutcome.NEW_PERSON, 3: RowOutcome.LEFT_OUT}


def test_a_renewal_that_follows_overlaps_nothing():
    renewal = replace(FIRST, application_on=date(2026, 2, 1), application_type="2", decided_on=date(2026, 3, 1),
                      valid_from=date(2026, 4, 1), valid_until=date(2027, 3, 31))  # fmt: skip
    assert decide([row(2), row(3, renewal)]).findings == ()


@holds("V9")
def test_a_correction_keeps_the_old_record_and_may_empty_a_field():
    registered, known = after(decide([row(2)]), None, ())
    decision = decide([row(2, replace(FIRST, level_code="13", decided_on=None), correction="2")], registered, known)
    assert kinds(decision) == [RevisionKind.CORRECTED]
    assert (decision.revisions[0].said.level_code, decision.revisions[0].said.decided_on) == ("13", None)


def test_silence_erases_nothing():
    registered, known = after(decide([row(2)]), None, ())
    assert decide([row(2, replace(FIRST, level_code="", decided_on=None))], registered, known).revisions == ()


@holds("V9")
def test_a_deletion_is_a_revision_too_and_an_old_file_does_not_bring_it_back():
    registered, known = after(decide([row(2)]), None, ())
    decision = decide([row(2, correction="3")], registered, known)
    assert kinds(decision) == [RevisionKind.DELETED]
    registered, known = after(decision, registered, known)
    assert codes(decide([row(4)], registered, known)) == {(4, "deleted_before", True)}
    # The whole story in one file is known, so it says nothing new.
    assert decide([row(4), row(5, correction="3")], registered, known).findings == ()


def test_a_deletion_of_nothing_is_named_and_harmless():
    decision = decide([row(2, correction="3")])
    assert codes(decision) == {(2, "nothing_to_delete", False)}
    assert decision.said is None and decision.revisions == ()


@holds("V9")
def test_a_withdrawal_is_a_revision_and_stays():
    registered, known = after(decide([row(2, Said(APRIL, "1"))]), None, ())
    decision = decide([row(2, Said(APRIL, "1", is_withdrawn=True))], registered, known)
    assert kinds(decision) == [RevisionKind.WITHDRAWN]
    registered, known = after(decision, registered, known)
    assert decide([row(2, Said(APRIL, "1"))], registered, known).revisions == ()


def test_two_results_for_one_application_contradict_each_other():
    decision = decide([row(2), row(3, replace(FIRST, level_code="21")), row(4, replace(FIRST, level_code="22"))])
    assert codes(decision) == {(no, "contradicting_rows", True) for no in (2, 3, 4)}


def test_deleting_a_change_says_that_the_earlier_period_stays_short():
    change = Said(date(2025, 10, 15), "3", decided_on=date(2025, 11, 20), level_code="22",
                  valid_from=date(2025, 10, 15), valid_until=date(2026, 10, 31))  # fmt: skip
    registered, known = after(decide([row(2), row(3, change)]), None, ())
    decision = decide([row(4, change, correction="3")], registered, known)
    assert codes(decision) == {(4, "period_stays_cut", False)}


def test_a_row_is_the_same_after_it_was_kept():
    kept = row(3, changed_on=APRIL, corrected_on=MARCH, correction="2", history_no="7")
    assert row_from_json(3, kept.fingerprint, row_to_json(kept)) == kept
    assert row_from_json(4, "x", row_to_json(FileRow(4, "x", PersonSaid()))) == FileRow(4, "x", PersonSaid())


# A few months and levels, so that rows meet: the same application twice, changes inside periods, corrections.
days = st.sampled_from([date(2024 + month // 12, month % 12 + 1, day) for month in range(0, 30, 5) for day in (1, 15)])
lengths = st.sampled_from([date(2025, 3, 31), date(2025, 9, 30), date(2026, 3, 31), date(2027, 3, 31)])


@st.composite
def certifications(draw: st.DrawFn) -> Said:
    applied = draw(days)
    kind = draw(st.sampled_from("123"))
    if draw(st.booleans()):
        return Said(applied, kind, is_withdrawn=draw(st.booleans()))
    until = draw(lengths)
    return Said(
        applied, kind, decided_on=draw(days), level_code=draw(st.sampled_from(("12", "21", "01"))),
        valid_from=min(applied, until), valid_until=until,
    )  # fmt: skip


persons = st.sampled_from(
    [HANA, replace(HANA, name="佐藤　ハナ", name_kana="サトウ　ハナ"), replace(HANA, address="みどり野市西町9"),
     replace(HANA, birth=BORN_LATER), replace(HANA, name="鈴木　一郎", name_kana="スズキ　イチロウ", birth=BORN_LATER)]
)  # fmt: skip
contents = st.tuples(
    st.one_of(st.none(), certifications()), persons, st.sampled_from(("", "", "", "2", "3")), st.one_of(st.none(), days)
)
files = st.lists(contents, min_size=1, max_size=6)


def numbered(contents) -> list[FileRow]:
    return [
        row(number, said, person, correction=correction, changed_on=changed)
        for number, (said, person, correction, changed) in enumerate(contents, start=2)
    ]


def story(decision: Decision, known: tuple[Known, ...]):
    """What the register says afterwards, without the ids, which are drawn anew each time."""
    ids = {one.line: repr(one.said) for one in known}
    lines: dict[uuid.UUID, list[str]] = {}
    for made in decision.revisions:
        lines.setdefault(made.line, [ids.get(made.line, "")]).append(f"{made.revision} {made.kind} {made.said}")
    return decision.is_new, decision.said, sorted(map(tuple, lines.values()))


@given(first=files, second=files, data=st.data())
def test_the_order_of_the_rows_does_not_matter(first, second, data):
    registered, known = after(decide(numbered(first)), None, ())
    mixed = data.draw(st.permutations(second))
    decisions = [decide(numbered(contents), registered, known) for contents in (second, mixed)]
    assert story(decisions[0], known) == story(decisions[1], known)


@pytest.mark.later
@given(first=files, second=files)
def test_what_a_file_said_once_it_does_not_say_again(first, second):
    registered, known = after(decide(numbered(first)), None, ())
    decision = decide(numbered(second), registered, known)
    # A row that was left out may well be taken in once the others have changed the register.
    assume(not any(one.is_blocking for one in decision.findings))
    registered, known = after(decision, registered, known)
    again = decide(numbered(second), registered, known)
    assert again.said is None and again.revisions == ()


@holds("V10")
@given(first=files, second=files)
def test_no_two_certifications_of_the_register_hold_on_the_same_day(first, second):
    registered, known = after(decide(numbered(first)), None, ())
    _, known = after(decide(numbered(second), registered, known), registered, known)
    living = sorted(
        (one.said.valid_from, one.said.valid_until)
        for one in known
        if one.said.valid_from and not one.is_deleted and not one.said.is_withdrawn and one.said.level_code != "01"
    )
    periods = [(start, end) for start, end in living if start <= end]
    assert all(earlier[1] < later[0] for earlier, later in pairwise(periods))


@given(contents=files)
def test_every_row_has_exactly_one_outcome(contents):
    rows = numbered(contents)
    assert decide(rows).results.keys() == {row.row_no for row in rows}
