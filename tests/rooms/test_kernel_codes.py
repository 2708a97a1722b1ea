"""公のコード: read without guessing, named by the day, ranked by meaning."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.kernel import codes
from takigi.kernel.codes import (
    APPLICATION_TYPE,
    CARE_LEVEL,
    CHANGE_REASON,
    CORRECTION,
    DEEMED,
    PROVISIONAL,
    REASON,
    SEX,
    TRIGGER,
    Code,
    CodeSystem,
    UnknownCode,
    care_level_rank,
)

SYSTEMS = [value for value in vars(codes).values() if isinstance(value, CodeSystem)]
each_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.key)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("要支援1", "12"),
        ("要支援１", "12"),
        ("要 支 援 １", "12"),
        ("支援1", "12"),
        ("支１", "12"),
        ("要支1", "12"),
        ("要支援一", "12"),
        ("要支援Ⅱ", "13"),
        ("支2", "13"),
        ("12", "12"),
        ("１２", "12"),
        (" 12 ", "12"),
        (12, "12"),
        (12.0, "12"),
        ("12.0", "12"),
        ("要介護５", "25"),
        ("介護5", "25"),
        ("介5", "25"),
        ("要介5", "25"),
        ("要介護Ⅳ", "24"),
        ("非該当", "01"),
        ("自立", "01"),
        ("事業対象者", "06"),
        ("要支援(経過的要介護)", "11"),
        ("要支援（経過的要介護）", "11"),
        ("経過的要介護", "11"),
    ],
    ids=repr,
)
def test_a_care_level_is_read_as_code_label_or_short_form(written, code):
    assert CARE_LEVEL.read(written) == code


@pytest.mark.parametrize(
    "written",
    ["", "1", "6", 1, 6, "012", "112", "要支援", "要介護", "支", "要支援3", "要介護6", "不明", "12,13", 12.5, "-12"],
    ids=repr,
)
def test_a_care_level_is_never_guessed(written):
    with pytest.raises(UnknownCode, match=r"要介護状態区分として読めません。.*12 要支援1.*25 要介護5"):
        CARE_LEVEL.read(written)


@each_system
def test_every_code_is_read_from_itself_and_from_its_label(system):
    for code in system.codes:
        assert system.read(code.value) == system.read(code.label) == code.value
        assert system.known(code.value)
        assert system.label(code.value) == code.label


@each_system
def test_no_spelling_means_two_codes(system):
    """An alias given twice would let the later code win in silence."""
    for one, other in combinations(system.codes, 2):
        for a in (one.value, one.label, *one.aliases):
            for b in (other.value, other.label, *other.aliases):
                assert system.read(a) != system.read(b), (a, b)


@each_system
def test_every_table_names_its_source_and_is_verified_only_if_all_its_codes_are(system):
    assert system.source
    assert not system.verified or all(code.verified for code in system.codes)


@each_system
@given(text=st.text(max_size=6))
def test_any_text_is_a_code_or_a_sentence(system, text):
    answer = code_or_sentence(system, text)
    assert system.known(answer) or answer.startswith(f"{system.name}として読めません。")


def code_or_sentence(system, text):
    try:
        return system.read(text)
    except UnknownCode as refusal:
        return str(refusal)


def test_the_codes_are_those_of_the_published_tables():
    """Typed a second time by hand, so that a slip in the table shows."""
    assert [code.value for code in CARE_LEVEL.codes] == ["01", "06", "11", "12", "13", "21", "22", "23", "24", "25"]
    assert APPLICATION_TYPE.choices() == [("1", "新規"), ("2", "更新"), ("3", "変更"), ("4", "職権")]
    assert SEX.choices() == [("1", "男"), ("2", "女")]
    assert CORRECTION.choices() == [("2", "修正"), ("3", "削除")]
    assert DEEMED.choices() == [("1", "通常"), ("2", "みなし認定"), ("3", "やむを得ない事由")]
    assert PROVISIONAL.choices() == [("1", "申請無し"), ("2", "申請中"), ("3", "決定済み")]
    assert [code.value for code in CHANGE_REASON.codes] == ["01", "02", "03", "04", "99"]
    assert len(REASON.codes) == 11
    assert len(TRIGGER.codes) == 8


def test_tables_compared_only_with_hearsay_say_so():
    assert not any(system.verified for system in (DEEMED, PROVISIONAL, CHANGE_REASON, APPLICATION_TYPE))
    assert [code.value for code in APPLICATION_TYPE.codes if not code.verified] == ["4"]


def test_a_level_is_named_only_on_days_on_which_it_existed():
    assert CARE_LEVEL.label("12", on=date(2006, 4, 1)) == "要支援1"
    with pytest.raises(UnknownCode, match="その日には使われていません"):
        CARE_LEVEL.label("12", on=date(2006, 3, 31))
    assert "06" not in dict(CARE_LEVEL.choices(on=date(2015, 3, 31)))
    assert "06" in dict(CARE_LEVEL.choices(on=date(2015, 4, 1)))


def test_a_code_is_in_use_on_its_first_and_its_last_day():
    code = Code("1", "例", since=date(2024, 4, 1), until=date(2025, 3, 31))
    days = [date(2024, 3, 31), date(2024, 4, 1), date(2025, 3, 31), date(2025, 4, 1)]

    assert [code.in_use(day) for day in days] == [False, True, True, False]


def test_an_unknown_value_has_no_label():
    assert not CARE_LEVEL.known("99")
    assert not CARE_LEVEL.known("要支援1"), "known is about stored values, read about written ones"
    with pytest.raises(UnknownCode):
        CARE_LEVEL.label("99")


def test_care_levels_rank_by_meaning_and_not_by_code():
    lightest_first = ["01", "06", "12", "13", "21", "22", "23", "24", "25"]

    assert [care_level_rank(code) for code in lightest_first] == list(range(9))


def test_the_transitional_level_has_no_rank():
    """12 and 13 are lighter than 11 although the numbers are higher: nothing may be called better by code."""
    assert care_level_rank("11") is None


def test_every_level_has_a_rank_and_an_unknown_one_is_refused():
    assert [code.value for code in CARE_LEVEL.codes if care_level_rank(code.value) is None] == ["11"]
    with pytest.raises(UnknownCode):
        care_level_rank("99")
