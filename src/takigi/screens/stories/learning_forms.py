"""振り返りの入力: a reflection of four prompts, a judgement with what else was considered, and the place where it is stuck."""

import uuid
from typing import Any

from django import forms

from takigi.logic_models.actions.learning import DecisionWords, DiagnosisWords, ReflectionWords
from takigi.logic_models.queries.learning import ReflectionLine
from takigi.logic_models.queries.wood import FactLine
from takigi.logic_models.rules.learning import Answer, DecisionKind, StuckAt
from takigi.logic_models.rules.theory import Theory
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.about import WHOLE, about_choices
from takigi.screens.stories.form_page import StoryForm

TODAY = "きょう"
NO_REFLECTION = ("", "振り返りからではない")


def long_text(label: str, *, help_text: str = "", required: bool = False) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(
        label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


class TeamForm(StoryForm):
    """A form of the team."""


class ReflectionForm(TeamForm):
    """振り返り."""

    held_on = SpokenDateField(label="いつ振り返ったか", initial=TODAY)
    people = forms.CharField(
        label="だれと", required=False, max_length=300, help_text="役割で書きます。例: 包括の保健師、理学療法士"
    )
    did = long_text("やったこと", help_text="例: 訪問で、もとの暮らしを先に聞いた")
    saw = long_text("起きたこと", help_text="見たこと、聞いた言葉。数があれば数も書きます。")
    surprised = long_text("意外だったこと")
    change_in_us = long_text("わたしたちの変化")
    change_in_audience = long_text("相手の変化")
    change_in_others = long_text("まわりの変化")
    next = long_text("次にやってみること")

    def words(self) -> ReflectionWords:
        """As the action wants it."""
        return ReflectionWords(**self.cleaned_data)


class DecisionForm(TeamForm):
    """判断."""

    kind = forms.ChoiceField(label="どうするか", choices=DecisionKind.choices(), widget=forms.RadioSelect)
    about = forms.ChoiceField(label="何について", required=False, choices=())
    basis = long_text("何をよりどころに決めたか", required=True)
    facts = forms.MultipleChoiceField(
        label="よりどころにした薪", required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )
    options_considered = long_text(
        "ほかに考えた案と、選ばなかったわけ",
        help_text="一行に一つずつ。あとから来る人が同じ道で迷わないために残します。",
    )
    decided_by = forms.CharField(label="だれが決めたか", required=False, max_length=200, help_text="例: チームの3人")
    decided_on = SpokenDateField(label="決めた日", initial=TODAY)
    revisit_on = SpokenDateField(
        label="いつもう一度考えるか", required=False, help_text="保留のときは、かならず決めます。例: 1/31、4週間後"
    )
    revisit_if = forms.CharField(
        label="何が起きたら見直すか", required=False, max_length=300, help_text="例: 3か月で一度も声が聞かれない"
    )
    reflection = forms.ChoiceField(label="もとになった振り返り", required=False, choices=())

    def __init__(
        self,
        *args: Any,
        theory: Theory,
        facts: tuple[FactLine, ...],
        reflections: tuple[ReflectionLine, ...],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["about"].choices = [WHOLE, *about_choices(theory)]
        standing = [one for one in facts if one.replaced_by is None]
        self.fields["facts"].choices = [(str(one.fact_id), one.text) for one in standing]
        self.fields["reflection"].choices = [NO_REFLECTION, *reflection_choices(reflections)]
        if not standing:
            self.fields["facts"].widget = forms.MultipleHiddenInput()

    def words(self) -> DecisionWords:
        """As the action wants it."""
        typed = dict(self.cleaned_data)
        reflection = typed.pop("reflection")
        return DecisionWords(
            **typed
            | {
                "kind": DecisionKind(typed["kind"]),
                "facts": tuple(uuid.UUID(one) for one in typed["facts"]),
                "reflection_id": uuid.UUID(reflection) if reflection else None,
            }
        )


class DiagnosisForm(TeamForm):
    """つまずきの場所: not delivered, or delivered without change?"""

    about = forms.ChoiceField(label="どの箱・矢印について", choices=())
    delivered = forms.ChoiceField(label="相手に届いたか", choices=Answer.choices(), widget=forms.RadioSelect)
    changed = forms.ChoiceField(label="届いた相手は変わったか", choices=Answer.choices(), widget=forms.RadioSelect)
    why = long_text("なぜそう見るか", required=True)
    place = forms.ChoiceField(
        label="つまずきの場所",
        required=False,
        choices=[("", "上の二つの答えから決める"), *StuckAt.choices()],
        help_text="届いていなければ「実行」、届いたのに変わらなければ「論理」です。ちがうと思うときだけ選びます。",
    )

    def __init__(self, *args: Any, theory: Theory, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["about"].choices = about_choices(theory)

    def words(self) -> DiagnosisWords:
        """As the action wants it."""
        typed = self.cleaned_data
        return DiagnosisWords(
            about=typed["about"],
            delivered=Answer(typed["delivered"]),
            changed=Answer(typed["changed"]),
            why=typed["why"],
            place=StuckAt(typed["place"]) if typed["place"] else None,
        )


def reflection_choices(reflections: tuple[ReflectionLine, ...]) -> list[tuple[str, str]]:
    """Reflections by their day and their first words."""
    return [
        (str(one.reflection_id), f"{one.held_on.month}月{one.held_on.day}日　{(one.saw or one.did or one.next)[:40]}")
        for one in reflections
    ]
