"""事例の入力: what one person's way teaches, without anything that says who it was. The age is asked, and never kept."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms

from takigi.casework.rules.deidentifying import Trace, age_told, traces_in
from takigi.kernel.codes import SEX
from takigi.logic_models.actions.facts import CaseWords, FactWords
from takigi.logic_models.queries.wood import WoodPile
from takigi.logic_models.rules.learning import CaseResult, FactKind, FactQuality, Sensitivity
from takigi.screens.stories.learning_forms import TeamForm, long_text
from takigi.screens.stories.wood_forms import NOT_CHOSEN

WRITTEN = ("text", "condition", "wish", "agreed_goal", "what_was_done", "what_helped")


class CaseFactForm(TeamForm):
    """事例の薪を積む."""

    text = forms.CharField(label="ひとことで言うと", max_length=200, help_text="例: 骨折のあと、畑に戻った方")
    age = forms.IntegerField(
        label="年齢",
        required=False,
        min_value=40,
        max_value=120,
        help_text="同じ年代・性別の方が10人以上いるときだけ、5歳きざみで載せます。年齢そのものは残りません。",
    )
    sex = forms.ChoiceField(
        label="性別（年代の人数を確かめるためだけに使います）",
        required=False,
        choices=[NOT_CHOSEN, *((one.value, one.label) for one in SEX.codes)],
    )
    condition = long_text("状態", help_text="例: 足の骨折で入院し、退院したあと外に出なくなった")
    wish = long_text("意向（本人のことば）")
    agreed_goal = long_text("合意したゴール")
    what_was_done = long_text("したこと")
    result = forms.ChoiceField(
        label="結果", required=False, choices=[NOT_CHOSEN, *CaseResult.choices()], widget=forms.RadioSelect
    )
    what_helped = long_text("何がよかったか")
    questions = forms.MultipleChoiceField(label="どの問いの薪か", required=False, widget=forms.CheckboxSelectMultiple)
    is_sure = forms.BooleanField(
        label="上で知らせたことばは、二人で読んで、だれのことか分からないと確かめました",
        required=False,
        help_text="見つけたことばが、名前や場所ではないときだけ印をつけます。名簿にある名前は、印をつけても残せません。",
    )

    def __init__(self, *args: Any, pile: WoodPile, known: Callable[[str], Collection[str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = known
        self.names: Collection[str] = ()
        self.fields["questions"].choices = [(str(one.question_id), one.text) for one in pile.questions]
        if not pile.questions:
            del self.fields["questions"]
        if not self.is_bound:
            del self.fields["is_sure"]

    def clean(self) -> dict[str, Any]:
        """Every trace is said at its field, with what may be written instead."""
        typed = super().clean() or {}
        self.names = self.known("\n".join(str(typed.get(name, "")) for name in WRITTEN))
        for name in WRITTEN:
            for found in traces_in(str(typed.get(name, "")), self.names):
                if found.trace is Trace.KNOWN or not typed.get("is_sure"):
                    self.add_error(name, f"「{found.words}」は{found.trace.label}のように見えます。{found.instead}")
        return typed

    def words(self) -> FactWords:
        """The fact in one sentence."""
        return FactWords(
            text=self.cleaned_data["text"],
            kind=FactKind.CASE,
            source="事例（だれか分からなくしたもの）",
            collected_on=self.viewer.on,
            quality=FactQuality.SURE,
            sensitivity=Sensitivity.CITY_HALL,
        )

    def case(self, peers: Callable[[int, str], int]) -> CaseWords:
        """The case; of the age only what ten people or more share."""
        typed = self.cleaned_data
        age, sex = typed["age"], typed["sex"]
        told = {name: typed[name] for name in WRITTEN if name != "text"}
        result = CaseResult(typed["result"]) if typed["result"] else None
        return CaseWords(age_band=age_told(age, peers=peers(age, sex)) if age and sex else "", result=result, **told)
