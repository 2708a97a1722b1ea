"""チェックリストの入力: the questions in the order of the paper, はい, いいえ or not answered; sizes as people write them."""

import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from takigi.casework.rules.checklist_words import AnsweredBy, AnswerWay
from takigi.casework.rules.checklists import Answers
from takigi.instruments.checklist_items import BMI_KEY, ITEMS, Item, ProblemIf
from takigi.kernel.era_names import in_short_japanese
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

YES_NO = (("yes", "はい"), ("no", "いいえ"), ("", "未回答"))
MARKED = (("yes", "用紙で該当"), ("no", "用紙で非該当"), ("", "印がない"))


class SizeField(forms.CharField):
    """身長・体重: 150.5, １５０．５ or 150.5cm."""

    def __init__(self, *, unit: str, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.unit = unit
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """An exact number with one decimal, or None."""
        typed = unicodedata.normalize("NFKC", super().clean(value)).strip().casefold().removesuffix(self.unit).strip()
        if not typed:
            return None
        try:
            size = Decimal(typed)
        except InvalidOperation:
            size = Decimal("NaN")
        if not size.is_finite() or not 0 < size < 1000 or size != size.quantize(Decimal("0.1")):
            raise ValidationError(f"{self.label}は「150.5」のように、小数1けたまでの数字で書いてください。")
        return size


def answer_of(item: Item, point: int | None) -> str:
    """A point as the answer that was given: yes, no, or nothing."""
    if point is None:
        return ""
    return "yes" if (point == 1) == (item.problem_if is not ProblemIf.NO) else "no"


def point_of(item: Item, answer: str) -> int | None:
    """The point of an answer; the other way round of `answer_of`."""
    if not answer:
        return None
    return int((answer == "yes") == (item.problem_if is not ProblemIf.NO))


class ChecklistForm(CaseForm):
    """基本チェックリスト."""

    answered_on = SpokenDateField(label="答えた日", help_text="例: 今日、きのう、11/3")
    way = forms.ChoiceField(label="答え方", choices=AnswerWay.choices(), widget=forms.RadioSelect)
    answered_by = forms.ChoiceField(label="答えた人", choices=AnsweredBy.choices(), widget=forms.RadioSelect)
    height_cm = SizeField(label="身長（cm）", unit="cm", help_text="例: 150.5")
    weight_kg = SizeField(label="体重（kg）", unit="kg", help_text="例: 48.2")

    def __init__(self, *args: Any, is_correction: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        for item in ITEMS:
            choices = MARKED if item.key == BMI_KEY else YES_NO
            self.fields[item.key] = forms.ChoiceField(
                label=f"{item.number}　{item.wording}", required=False, choices=choices, widget=forms.RadioSelect
            )
        if is_correction:
            self.fields["correction"] = forms.CharField(
                label="何を直したか", max_length=200, help_text="例: No.9の写しまちがい。前の記録も残ります。"
            )
            self.fields["correction"].error_messages["required"] = "何を直したかを書いてください。"

    def answers(self) -> Answers:
        """What is on the sheet, as the action takes it."""
        given = self.cleaned_data
        return Answers(
            answered_on=given["answered_on"],
            way=AnswerWay(given["way"]),
            answered_by=AnsweredBy(given["answered_by"]),
            points={item.key: point_of(item, given[item.key]) for item in ITEMS},
            height_cm=given["height_cm"],
            weight_kg=given["weight_kg"],
        )


def as_typed(answers: Answers) -> dict[str, Any]:
    """A sheet as the form shows it again."""
    return {
        "answered_on": in_short_japanese(answers.answered_on),
        "way": answers.way.value,
        "answered_by": answers.answered_by.value,
        "height_cm": "" if answers.height_cm is None else str(answers.height_cm),
        "weight_kg": "" if answers.weight_kg is None else str(answers.weight_kg),
        **{item.key: answer_of(item, answers.points.get(item.key)) for item in ITEMS},
    }


class EligibleForm(CaseForm):
    """事業対象者と判定する."""

    on = SpokenDateField(label="判定の日", help_text="例: 今日、きのう、11/3")
    reason = forms.CharField(
        label="必要と判断したわけ",
        required=False,
        widget=forms.Textarea,
        help_text="基準に届いていないか、まだ分からないときに書きます。",
    )


class SuspendForm(CaseForm):
    """事業対象者を止める."""

    service_from = SpokenDateField(label="介護給付のサービスを使い始めた日", help_text="認定を受けた日ではありません。")
    certification_until = SpokenDateField(
        label="その要介護認定の終わりの日", required=False, help_text="分からないときは空のままにします。"
    )
    reason = forms.CharField(label="使い始めたサービス", max_length=200, help_text="例: 通所介護を使い始めた")


class EndForm(CaseForm):
    """事業対象者を終える."""

    on = SpokenDateField(label="終わる日", help_text="例: 今日、きのう、11/3")
    reason = forms.CharField(label="終えるわけ", max_length=200, help_text="例: 要支援の認定を受けた")
