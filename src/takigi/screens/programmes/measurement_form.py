"""測定の用紙の入力: one row for each test with its five words, its value and the way it was measured."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms

from takigi.components.field import Field
from takigi.instruments.measurements import Protocol
from takigi.instruments.physical_tests import Aid, MeasurementStatus, Pace, PhysicalTest, Side
from takigi.instruments.safety import Advice
from takigi.instruments.timepoints import Timepoint
from takigi.kernel.era_names import in_short_japanese
from takigi.programmes.actions.measurements import Sheet
from takigi.programmes.queries.measurements import MeasuredLine
from takigi.programmes.rules.readings import Reading, same_way
from takigi.screens.forms import SpokenDateField
from takigi.screens.programmes.forms import DAY
from takigi.screens.programmes.safety_fields import SafetyForm

WALKS = frozenset({PhysicalTest.GAIT_USUAL, PhysicalTest.GAIT_MAX})


@dataclass(frozen=True)
class Row:
    """用紙の一行: a test, and the side where the sheet has one row for each."""

    key: str
    test: PhysicalTest
    side: Side | None = None

    @property
    def label(self) -> str:
        """握力（右）."""
        return f"{self.test.label}（{self.side.label}）" if self.side else self.test.label

    @property
    def is_walk(self) -> bool:
        """Walking is timed over a distance, and the speed follows from both."""
        return self.test in WALKS


ROWS = (
    Row("grip_right", PhysicalTest.GRIP, Side.RIGHT),
    Row("grip_left", PhysicalTest.GRIP, Side.LEFT),
    Row("one_leg", PhysicalTest.ONE_LEG, Side.BETTER),
    Row("gait_usual", PhysicalTest.GAIT_USUAL),
    Row("gait_max", PhysicalTest.GAIT_MAX),
    Row("tug", PhysicalTest.TUG),
    Row("cs30", PhysicalTest.CS30),
    Row("chair5", PhysicalTest.CHAIR5),
)
FACT_FIELDS = {
    "pace": ("歩く速さ", Pace),
    "aid": ("つえなどの補助", Aid),
    "run_up": ("助走路", None),
    "distance_m": ("歩く距離（m）", None),
    "cap_s": ("打ち切りの秒数", None),
    "chair_cm": ("椅子の高さ（cm）", None),
}


def _decimal(label: str) -> forms.DecimalField:
    told = f"{label}は数で書いてください（例: 9.2）。"
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=3,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_digits", "max_decimal_places"), told),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


def _fact_field(name: str) -> forms.Field:
    label, kind = FACT_FIELDS[name]
    if kind is not None:
        return forms.ChoiceField(label=label, required=False, choices=[("", "書いていない"), *kind.choices()])
    if name == "run_up":
        choices = [("", "書いていない"), ("yes", "あり"), ("no", "なし")]
        return forms.ChoiceField(label=label, required=False, choices=choices)
    return _decimal(label)


def facts_of(row: Row) -> tuple[str, ...]:
    """The facts that the row asks for: those that the test needs to be comparable, but for the side of the row itself."""
    return tuple(name for name in row.test.card.required_facts if name != "side")


class MeasurementForm(SafetyForm):
    """測定の用紙."""

    measured_on = SpokenDateField(label="測定した日", help_text=DAY)
    assessor = forms.CharField(label="測った人の職種", required=False, max_length=40, help_text="例: 理学療法士")
    stopped_because = forms.CharField(label="中止したわけ", required=False, max_length=300)
    is_confirmed = forms.BooleanField(label="この値で合っています", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for row in ROWS:
            self.fields[f"{row.key}-status"] = forms.ChoiceField(
                label="測定のようす", required=False, choices=MeasurementStatus.choices(), widget=forms.RadioSelect
            )
            unit = "秒（歩いた時間）" if row.is_walk else row.test.unit
            self.fields[f"{row.key}-value"] = _decimal(f"測定値（{unit}）")
            for name in facts_of(row):
                self.fields[f"{row.key}-{name}"] = _fact_field(name)

    def clean(self) -> dict[str, Any]:
        """A value without a word was measured; a time without a distance is no speed."""
        typed = super().clean() or self.cleaned_data
        for row in ROWS:
            value, status = typed.get(f"{row.key}-value"), typed.get(f"{row.key}-status")
            if value is None and status == MeasurementStatus.MEASURED and f"{row.key}-value" not in self.errors:
                self.add_error(f"{row.key}-value", f"{row.label}の測定値を書くか、測れなかったわけを選んでください。")
            if row.is_walk and value is not None and not typed.get(f"{row.key}-distance_m"):
                self.add_error(f"{row.key}-distance_m", "歩く距離を書いてください。時間と距離から速さを計算します。")
            if row.is_walk and value == 0:
                self.add_error(f"{row.key}-value", "歩いた時間は0より大きい数で書いてください。")
        if not self.errors and not self.readings():
            self.add_error(None, "種目を一つ以上書いてください。測らなかった種目は「行わなかった」を選べます。")
        return typed

    def readings(self) -> tuple[Reading, ...]:
        """The rows that say anything."""
        return tuple(reading for row in ROWS if (reading := self._reading(row)) is not None)

    def _reading(self, row: Row) -> Reading | None:
        typed = self.cleaned_data
        value, word = typed.get(f"{row.key}-value"), typed.get(f"{row.key}-status")
        if value is None and not word:
            return None
        status = MeasurementStatus(word) if word else MeasurementStatus.MEASURED
        facts: dict[str, Any] = {name: typed.get(f"{row.key}-{name}") or None for name in facts_of(row)}
        if facts.get("pace"):
            facts["pace"] = Pace(facts["pace"])
        if facts.get("aid"):
            facts["aid"] = Aid(facts["aid"])
        if "run_up" in facts:
            facts["run_up"] = {"yes": True, "no": False}.get(facts["run_up"] or "")
        protocol = Protocol(**({"pace": row.test.card.pace} | facts), side=row.side)
        if row.is_walk and value is not None:
            value = (protocol.distance_m / value).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
        return Reading(row.test, status, value, protocol)

    def sheet(self, timepoint: Timepoint) -> Sheet:
        """The whole sheet."""
        typed, checked = self.cleaned_data, self.checked()
        return Sheet(
            timepoint=timepoint,
            measured_on=typed["measured_on"],
            readings=self.readings(),
            assessor=typed["assessor"],
            safety=self.safety(),
            safety_advice=checked.advice if checked else None,
            stopped_because=typed["stopped_because"],
        )

    @property
    def stops(self) -> bool:
        """Whether the check before the tests said stop."""
        checked = self.checked() if self.is_bound and hasattr(self, "cleaned_data") else None
        return checked is not None and checked.advice is Advice.STOP

    def rows(self) -> list[dict[str, Any]]:
        """The rows as the page prints them."""
        return [
            {
                "label": row.label,
                "status": Field.of(self[f"{row.key}-status"], requirement=""),
                "value": Field.of(self[f"{row.key}-value"], requirement=""),
                "facts": [Field.of(self[f"{row.key}-{name}"], requirement="") for name in facts_of(row)],
            }
            for row in ROWS
        ]


def first_values(lines: tuple[MeasuredLine, ...], timepoint: Timepoint) -> dict[str, Any]:
    """What stands on a sheet when it opens: this time's own values, and the way of the first measurement (V30, 2.3)."""
    initial: dict[str, Any] = {"measured_on": "今日"}
    mine = [line for line in lines if line.timepoint is timepoint]
    for row in ROWS:
        same = [one for one in lines if one.measured.test is row.test and one.measured.protocol.side is row.side]
        now = next((one for one in reversed(same) if one.timepoint is timepoint), None)
        protocol = now.measured.protocol if now else same_way(same[0].measured.protocol if same else None, row.test)
        initial |= {f"{row.key}-{name}": _as_typed(protocol.fact(name)) for name in facts_of(row)}
        if now:
            initial[f"{row.key}-status"] = now.measured.status.value
            initial[f"{row.key}-value"] = _value_as_typed(row, now)
    if mine:
        initial |= {"measured_on": in_short_japanese(mine[-1].measured.on), "assessor": mine[-1].assessor}
    return initial


def _as_typed(fact: Any) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, Decimal):
        return f"{fact.normalize():f}"
    return str(fact.value) if fact is not None else ""


def _value_as_typed(row: Row, line: MeasuredLine) -> str:
    value = line.measured.value
    if value is None:
        return ""
    if row.is_walk and line.measured.protocol.distance_m and value > 0:
        return str((line.measured.protocol.distance_m / value).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    return f"{value.normalize():f}"
