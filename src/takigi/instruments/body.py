"""体格: body mass index in exact decimals, and the questions that odd heights and weights raise."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

LEAN_BELOW = Decimal("18.5")
HEIGHT_CM = (Decimal(120), Decimal(190))
# Outside the inner range the officer is asked; outside the outer one the units were probably mixed up.
BMI_ASK = (Decimal(14), Decimal(40))
BMI_ODD = (Decimal(10), Decimal(50))


def _is_positive(value: Decimal) -> bool:
    return value.is_finite() and value > 0


def bmi(height_cm: Decimal | None, weight_kg: Decimal | None) -> Decimal | None:
    """Weight in kilograms by the square of the height in metres; None without both."""
    if height_cm is None or weight_kg is None or not (_is_positive(height_cm) and _is_positive(weight_kg)):
        return None
    return weight_kg * 10000 / (height_cm * height_cm)


def is_lean(height_cm: Decimal | None, weight_kg: Decimal | None) -> bool | None:
    """Whether the BMI is below 18.5, by multiplication alone: 18.5 itself is not below. None without both.

    >>> is_lean(Decimal(200), Decimal(74)), is_lean(Decimal(200), Decimal("73.9"))
    (False, True)
    """
    if height_cm is None or weight_kg is None or not (_is_positive(height_cm) and _is_positive(weight_kg)):
        return None
    return weight_kg * 10000 < LEAN_BELOW * height_cm * height_cm


def bmi_in_words(value: Decimal) -> str:
    """The BMI with one decimal, cut and never rounded up: 18.46 is lean and must not read 18.5.

    >>> bmi_in_words(Decimal("18.46"))
    '18.4'
    """
    return str(value.quantize(Decimal("0.1"), rounding=ROUND_DOWN))


def body_questions(height_cm: Decimal | None, weight_kg: Decimal | None) -> tuple[str, ...]:
    """What to confirm about height and weight (V33). Questions only: nothing is refused."""
    questions = []
    if height_cm is not None and not (_is_positive(height_cm) and HEIGHT_CM[0] <= height_cm <= HEIGHT_CM[1]):
        questions.append(f"身長が{height_cm}cmと書かれています。これで合っていますか。")
    if weight_kg is not None and not _is_positive(weight_kg):
        questions.append(f"体重が{weight_kg}kgと書かれています。これで合っていますか。")
    value = bmi(height_cm, weight_kg)
    if value is not None and not BMI_ODD[0] <= value <= BMI_ODD[1]:
        questions.append(f"BMIが{bmi_in_words(value)}になります。身長と体重の単位や桁を確かめてください。")
    elif value is not None and not BMI_ASK[0] <= value <= BMI_ASK[1]:
        questions.append(f"BMIが{bmi_in_words(value)}になります。身長と体重は合っていますか。")
    return tuple(questions)
