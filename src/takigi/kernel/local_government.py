"""全国地方公共団体コード: five digits and a check digit."""

from __future__ import annotations

import re

_WEIGHTS = (6, 5, 4, 3, 2)


def check_digit(five_digits: str) -> str:
    """The sixth digit: 11 less the remainder of the weighted sum by 11, its last digit.

    >>> check_digit("15223"), check_digit("34207")
    ('4', '6')
    """
    if not re.fullmatch(r"[0-9]{5}", five_digits):
        raise ValueError("団体コードの検査数字は、半角数字5桁から求めます。")
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, five_digits, strict=True))
    return str((11 - total % 11) % 10)


def is_lg_code(six: str) -> bool:
    """Whether the text is a local government code of six digits whose check digit is right.

    >>> is_lg_code("152234"), is_lg_code("152235"), is_lg_code("15223")
    (True, False, False)
    """
    return bool(re.fullmatch(r"[0-9]{6}", six)) and check_digit(six[:5]) == six[5]
