"""始める前のようすの欄: blood pressure, pulse, temperature, pain; the same before a session and before tests."""

from decimal import Decimal
from typing import Any

from django import forms

from takigi.instruments.safety import BeforeTesting, Pain, PreCheck, check_before_testing
from takigi.screens.programmes.forms import DeskForm, number, radios

YES_NO = [("no", "いいえ"), ("yes", "はい")]


class SafetyForm(DeskForm):
    """始める前のようす. Nothing of it is required: what nobody asked is said to be unknown, not well."""

    systolic = number("上の血圧", 50, 300)
    diastolic = number("下の血圧", 20, 200)
    pulse = number("脈拍", 20, 250)
    temperature = forms.DecimalField(
        label="体温",
        required=False,
        min_value=Decimal(33),
        max_value=Decimal(43),
        decimal_places=1,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_decimal_places"), "体温は33.0から43.0までの数で書いてください。"
        ),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    pain = radios("痛み", Pain.choices(), required=False)
    is_pulse_irregular = radios("いつもと違う脈の乱れ", YES_NO, required=False)
    feels_unwell = radios("体の具合がよくない", YES_NO, required=False)

    SAFETY = ("systolic", "diastolic", "pulse", "temperature", "pain", "is_pulse_irregular", "feels_unwell")

    def before(self) -> BeforeTesting:
        """The answers as the room of instruments takes them."""
        typed = self.cleaned_data
        answers = {"yes": True, "no": False}
        return BeforeTesting(
            systolic=typed.get("systolic"),
            diastolic=typed.get("diastolic"),
            pulse=typed.get("pulse"),
            temperature=typed.get("temperature"),
            pain=Pain(typed["pain"]) if typed.get("pain") else None,
            is_pulse_irregular=answers.get(typed.get("is_pulse_irregular") or ""),
            feels_unwell=answers.get(typed.get("feels_unwell") or ""),
        )

    def checked(self) -> PreCheck | None:
        """The advice; none where nothing was asked at all."""
        state = self.before()
        return None if state == BeforeTesting() else check_before_testing(state)

    def safety(self) -> dict[str, Any]:
        """The answers as plain values, as typed; what was not asked is left out."""
        typed = ((name, self.cleaned_data.get(name)) for name in self.SAFETY)
        return {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in typed
            if value not in {None, ""}
        }


def safety_words(safety: dict[str, Any]) -> str:
    """血圧128/76 脈拍72 体温36.4 痛みなし."""
    parts = []
    if "systolic" in safety or "diastolic" in safety:
        parts.append(f"血圧{safety.get('systolic', '—')}/{safety.get('diastolic', '—')}")
    parts += [
        f"{label}{safety[name]}" for name, label in (("pulse", "脈拍"), ("temperature", "体温")) if name in safety
    ]
    if safety.get("pain"):
        parts.append(f"痛み: {Pain(safety['pain']).label}")
    if safety.get("is_pulse_irregular") == "yes":
        parts.append("脈の乱れあり")
    if safety.get("feels_unwell") == "yes":
        parts.append("具合がよくない")
    return "　".join(parts)
