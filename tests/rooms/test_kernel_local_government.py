"""全国地方公共団体コード: the check digit finds a slip of one digit and most exchanges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.kernel.local_government import check_digit, is_lg_code


@pytest.mark.parametrize("code", ["152234", "342076", "011002", "131016", "131130", "271004", "472018"])
def test_codes_of_real_towns_are_right(code):
    assert is_lg_code(code)


@pytest.mark.parametrize("code", ["152235", "15223", "1522344", "", "15223a", "１５２２３４", " 152234", "152243"])
def test_anything_else_is_not_a_code(code):
    assert not is_lg_code(code)


def test_a_slip_of_one_digit_is_found():
    for at in range(6):
        for digit in "0123456789":
            slipped = "152234"[:at] + digit + "152234"[at + 1 :]
            assert is_lg_code(slipped) == (slipped == "152234")


@given(five=st.text(st.sampled_from("0123456789"), min_size=5, max_size=5))
def test_exactly_one_sixth_digit_is_right(five):
    assert [digit for digit in "0123456789" if is_lg_code(five + digit)] == [check_digit(five)]


@pytest.mark.parametrize("wrong", ["1522", "152234", "abcde", "１５２２３"])
def test_a_check_digit_needs_five_digits(wrong):
    with pytest.raises(ValueError, match="半角数字5桁"):
        check_digit(wrong)
