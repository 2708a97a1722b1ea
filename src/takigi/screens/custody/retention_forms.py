"""保存と廃棄の入力: the years of a series with their paper, a hold, and why it is lifted."""

from typing import Any

from django import forms

from takigi.custody.rules.retention import LONGEST_YEARS, CountedFrom, HoldOn, Series
from takigi.screens.custody.request_forms import DAY, CustodyForm
from takigi.screens.forms import SpokenDateField

PICK = ("", "選んでください")


class RuleForm(CustodyForm):
    """保存の年数を決める."""

    years = forms.IntegerField(label="保存の年数", min_value=1, max_value=LONGEST_YEARS)
    counted_from = forms.ChoiceField(label="数えはじめ", choices=CountedFrom.choices(), widget=forms.RadioSelect)
    from_on = SpokenDateField(label="いつからのきまりか", help_text=DAY)
    source = forms.CharField(
        label="定めた規程", max_length=200, help_text="例: ○○市文書管理規程 別表第2（令和8年4月1日施行）"
    )


class HoldForm(CustodyForm):
    """廃棄を止める."""

    covers = forms.ChoiceField(label="止める範囲", choices=HoldOn.choices(), widget=forms.RadioSelect)
    number = forms.CharField(
        label="番号",
        max_length=20,
        required=False,
        help_text="「ひとり」は被保険者番号、「一つのケース」は多機関のケース番号です。",
    )
    series = forms.ChoiceField(label="記録のまとまり", choices=[PICK, *Series.choices()], required=False)
    reason = forms.CharField(label="止める理由", max_length=300, widget=forms.Textarea)
    from_on = SpokenDateField(label="いつから", help_text=DAY)
    until_on = SpokenDateField(label="いつまで", required=False, help_text="決まっていないときは空のままにします。")

    def clean(self) -> dict[str, Any]:
        """What the extent needs is asked for under its own field."""
        typed = super().clean() or self.cleaned_data
        is_series = typed.get("covers") == HoldOn.SERIES.value
        if is_series and not typed.get("series"):
            self.add_error("series", "どの記録のまとまりを止めるかを選んでください。")
        if typed.get("covers") and not is_series and not typed.get("number"):
            self.add_error("number", "番号を書いてください。")
        return typed


class LiftForm(CustodyForm):
    """止めを解く."""

    reason = forms.CharField(label="解く理由", max_length=300, widget=forms.Textarea)
