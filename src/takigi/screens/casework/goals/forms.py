"""目標の入力: the person's words first, then the point of graduation, then who does what."""

from typing import Any

from django import forms

from takigi.casework.actions.goals import GoalWords
from takigi.casework.rules.goals import GoalField, Party
from takigi.casework.rules.states import MoveReason
from takigi.instruments.timepoints import Timepoint
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

LINES = forms.Textarea(attrs={"rows": "3"})
A_LINE_EACH = "ひとつを一行に。そのまま「目標の紙」に出ます。"
SCALE = [(str(n), str(n)) for n in range(11)]
WHY_NOT = (MoveReason.PERSON, MoveReason.FAMILY, MoveReason.HEALTH, MoveReason.NO_NEED, MoveReason.OTHER)
YES_NO = (("yes", "達成しました"), ("no", "達成しませんでした"))


class GoalForm(CaseForm):
    """目標ひとつ."""

    text = forms.CharField(
        label="どうなりたいか、本人のことばで",
        required=False,
        widget=LINES,
        help_text="例: 風呂に自分で入れるようになりたい",
    )
    graduation = forms.CharField(
        label="卒業の目印",
        required=False,
        widget=LINES,
        help_text="どうなったら卒業か。合意までに決めます。例: 見守りなしで入浴できたら",
    )
    field = forms.ChoiceField(label="分野", choices=GoalField.choices(), initial=GoalField.OTHER)
    target_on = SpokenDateField(label="いつまでに", required=False, help_text="例: R9.2.28、3/31")
    self_does = forms.CharField(label="本人がすること", required=False, widget=LINES, help_text=A_LINE_EACH)
    family_does = forms.CharField(label="家族がすること", required=False, widget=LINES)
    team_does = forms.CharField(label="専門職がすること", required=False, widget=LINES)

    def words(self) -> GoalWords:
        """What is written, as the action takes it."""
        given = dict(self.cleaned_data)
        return GoalWords(**given | {"field": GoalField(given["field"])})


class AgreementForm(CaseForm):
    """目標に合意する."""

    parties = forms.MultipleChoiceField(
        label="合意した人",
        choices=Party.choices(),
        widget=forms.CheckboxSelectMultiple,
        help_text="本人と、いっしょに話し合った人をすべて選びます。",
    )
    agreed_on = SpokenDateField(label="合意した日", help_text="例: 今日、きのう、11/3")


class DeclineForm(CaseForm):
    """合意しなかった."""

    on = SpokenDateField(label="その日", help_text="例: 今日、きのう、11/3")
    reason = forms.ChoiceField(
        label="理由", choices=[(one.value, one.label) for one in WHY_NOT], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="本人や家族のことば",
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="言われたまま書きます。例: いまはまだ、手術のあとだから",
    )


class RatingForm(CaseForm):
    """実行度・満足度を聞く."""

    timepoint = forms.ChoiceField(label="いつの答えか", choices=Timepoint.choices(), widget=forms.RadioSelect)
    on = SpokenDateField(label="聞いた日", help_text="例: 今日、きのう、11/3")
    performance = forms.ChoiceField(
        label="実行度（いま、どのくらいできていますか）",
        choices=SCALE,
        widget=forms.RadioSelect,
        help_text="0 まったくできていない　〜　10 とてもよくできている",
    )
    satisfaction = forms.ChoiceField(
        label="満足度（それに、どのくらい満足していますか）",
        choices=SCALE,
        widget=forms.RadioSelect,
        help_text="0 まったく満足していない　〜　10 とても満足している",
    )


class JudgementForm(CaseForm):
    """目標を判断する."""

    result = forms.ChoiceField(label="どうなりましたか", choices=YES_NO, widget=forms.RadioSelect)
    on = SpokenDateField(label="判断した日", help_text="例: 今日、きのう、11/3")
    parties = forms.MultipleChoiceField(
        label="だれと判断したか", choices=Party.choices(), widget=forms.CheckboxSelectMultiple
    )
    why_not = forms.CharField(
        label="達成しなかったわけ",
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="本人・家族のことばで。評価表にもそのまま出ます。",
    )

    def judged(self) -> dict[str, Any]:
        """What was judged, as the action takes it."""
        given = dict(self.cleaned_data)
        return given | {"is_achieved": given.pop("result") == "yes"}
