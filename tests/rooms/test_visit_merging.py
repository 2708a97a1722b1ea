"""下書きの合わせ方: two people write into one visit, late, twice and in any order, and no word of theirs is lost unseen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_fields import FIELD_OF, SECTIONS
from takigi.casework.rules.visit_merging import (
    Change,
    Entry,
    as_stored,
    from_stored,
    merge_draft,
    read_value,
    settle,
)

AT = "2026-11-24T14:32:00+09:00"


class Draft:
    """A draft on the server's desk."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.version = 0

    def save(self, editor: str, *changes: Change):
        merged = merge_draft(self.entries, changes, version=self.version, by=ord(editor), at=AT, editor=editor)
        # Through the database and back.
        self.entries, self.version = from_stored(as_stored(merged.entries)), merged.version
        return merged

    def words(self, field: str = "wish_text") -> list[str]:
        entry = self.entries.get(field)
        return [entry.kept.value, *(one.value for one in entry.rivals)] if entry else []


def wish(value: str, base: int = 0, seq: int = 1) -> Change:
    return Change("wish_text", value, base, seq)


def test_different_fields_of_two_people_both_stand():
    draft = Draft()
    draft.save("a", wish("風呂に入りたい"))
    merged = draft.save("b", Change("lost_text", "畑", 0, 1))

    assert merged.conflicts == ()
    assert (draft.words(), draft.words("lost_text")) == (["風呂に入りたい"], ["畑"])


def test_words_typed_upon_what_was_seen_replace_it():
    draft = Draft()
    draft.save("a", wish("風呂"))
    merged = draft.save("b", wish("風呂に自分で入りたい", base=draft.entries["wish_text"].kept.version))

    assert merged.accepted == ("wish_text",)
    assert draft.words() == ["風呂に自分で入りたい"]


def test_words_typed_without_having_seen_the_others_stand_beside_them():
    draft = Draft()
    draft.save("a", wish("風呂"))
    merged = draft.save("b", wish("畑"))

    assert merged.conflicts == ("wish_text",)
    assert draft.words() == ["風呂", "畑"]


def test_going_on_typing_in_the_same_window_is_no_difference_even_when_an_answer_was_lost():
    draft = Draft()
    draft.save("a", wish("風"))
    draft.save("a", wish("風呂", base=0, seq=2))

    assert draft.words() == ["風呂"]


def test_an_old_letter_that_arrives_late_changes_nothing():
    draft = Draft()
    draft.save("a", wish("風呂に", seq=2))
    draft.save("a", wish("風", seq=1))
    assert draft.words() == ["風呂に"]

    draft.save("b", wish("畑に", base=draft.version))
    draft.save("a", wish("風呂に", seq=2))
    assert draft.words() == ["畑に"]


def test_saying_the_same_as_the_other_ends_the_difference():
    draft = Draft()
    draft.save("a", wish("風呂"))
    draft.save("b", wish("畑"))
    merged = draft.save("b", wish("風呂", seq=2))

    assert merged.conflicts == ()
    assert draft.words() == ["風呂"]


def test_emptying_a_field_that_somebody_else_filled_is_a_difference_too():
    draft = Draft()
    draft.save("a", wish("風呂"))
    seen = draft.version
    draft.save("a", wish("風呂に", seq=2))
    draft.save("b", wish("", base=seen))

    assert draft.words() == ["風呂に", ""]


def test_an_empty_field_says_nothing_against_words_that_were_never_seen():
    draft = Draft()
    draft.save("a", wish("風呂"))
    draft.save("b", wish("畑"))
    draft.save("b", wish("", seq=2))

    assert draft.words() == ["風呂"]


def test_whoever_decides_keeps_one_or_both_and_what_came_later_stays():
    draft = Draft()
    draft.save("a", wish("風呂"))
    draft.save("b", wish("畑"))
    one, other = draft.entries["wish_text"].kept.version, draft.entries["wish_text"].rivals[0].version
    draft.save("c", wish("孫に会う"))
    common = {"version": draft.version, "by": 97, "at": AT, "editor": "a"}

    both = settle(draft.entries, "wish_text", keep=[one, other], seen=[one, other], **common)
    assert both.entries["wish_text"].kept.value == "風呂\n畑"
    assert [rival.value for rival in both.entries["wish_text"].rivals] == ["孫に会う"]
    with pytest.raises(CaseRefused, match="もう一度選んで"):
        settle(both.entries, "wish_text", keep=[one], seen=[one, other], **common)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),  # who
            st.sampled_from(["", "畑", "風呂", "孫"]),  # says what
            st.booleans(),  # having looked at the screen just now, or with what was seen long ago
            st.integers(0, 3),  # and how often an old letter is sent again afterwards
        ),
        max_size=14,
    )
)
def test_whatever_three_people_save_in_whatever_order_the_last_word_of_each_is_there_or_was_seen(steps):
    draft, seen, seqs, sent = Draft(), dict.fromkeys("abc", 0), dict.fromkeys("abc", 0), []
    overwritten: set[str] = set()
    last: dict[str, str] = {}
    for who, value, looks, repeats in steps:
        if looks and draft.entries:
            seen[who] = draft.entries["wish_text"].kept.version
            overwritten.add(draft.entries["wish_text"].kept.value)
        seqs[who] += 1
        letter = (who, wish(value, seen[who], seqs[who]))
        sent.append(letter)
        draft.save(who, letter[1])
        last[who] = value
        for old_who, old in sent[-1 - repeats : -1]:
            before = draft.words()
            draft.save(old_who, old)
            assert draft.words() == before
    there = set(draft.words())
    assert {value for value in last.values() if value} <= there | overwritten


def test_every_section_has_its_number_and_no_field_is_asked_twice():
    assert [section.number for section in SECTIONS] == list(range(1, 10))
    assert len(FIELD_OF) == sum(len(section.fields) + len(section.more) for section in SECTIONS)


def test_a_value_is_read_in_its_fields_shape_or_refused_with_a_sentence():
    assert read_value("present", ["son", "person", "nobody"]) == ("person", "son")
    assert read_value("wish_text", "一\r\n二") == "一\n二"
    for name, typed, sentence in (
        ("no_such", "x", "知らない項目"),
        ("wish_text", ["x"], "読めません"),
        ("present", {"a": 1}, "読めません"),
        ("next_step", "長" * 201, "200字まで"),
    ):
        with pytest.raises(CaseRefused, match=sentence):
            read_value(name, typed)
