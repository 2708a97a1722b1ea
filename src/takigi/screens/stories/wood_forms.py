"""薪と問いの入力: what bothers needs one field; a fact says where it comes from; a reading stands apart from both."""

import uuid
from typing import Any

from django import forms

from takigi.logic_models.actions.facts import FactWords, QuestionWords, ReadingWords
from takigi.logic_models.queries.wood import FactLine, QuestionLine, WoodPile
from takigi.logic_models.rules.learning import Confidence, FactKind, FactQuality, Sensitivity, Stance
from takigi.logic_models.rules.nodes import Cause
from takigi.logic_models.rules.states import QUESTION_MOVES, QuestionState, UneaseState
from takigi.logic_models.rules.theory import Theory
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.about import WHOLE, about_choices
from takigi.screens.stories.form_page import StoryForm

NOT_CHOSEN = ("", "選ばない")
TO_ASK = frozenset({UneaseState.AS_IT_IS, UneaseState.SHELVED})


class UneaseForm(forms.Form):
    """モヤモヤ: one field on the page itself."""

    text = forms.CharField(max_length=500)


class SettleForm(forms.Form):
    """モヤモヤが解けた・棚上げ・また出す, from the page itself."""

    unease = forms.UUIDField()
    to = forms.ChoiceField(choices=[(one.value, one.label) for one in UneaseState if one is not UneaseState.ASKED])
    why_shelved = forms.CharField(required=False, max_length=300)


class QuestionForm(StoryForm):
    """問いを立てる, out of what bothers or out of nothing."""

    text = forms.CharField(
        label="問い", max_length=300, help_text="例: 退院したあと、もとの暮らしの話はだれがしているか"
    )
    uneases = forms.MultipleChoiceField(
        label="もとになったモヤモヤ", required=False, widget=forms.CheckboxSelectMultiple
    )
    how_to_check = forms.CharField(label="どうやって調べるか", required=False, max_length=300)
    who = forms.CharField(label="だれが", required=False, max_length=60)
    due_on = SpokenDateField(label="いつまでに", required=False, help_text="例: 4週間後、12/20")

    def __init__(self, *args: Any, pile: WoodPile, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["uneases"].choices = [(str(one.unease_id), one.text) for one in pile.uneases if one.state in TO_ASK]
        if not self.fields["uneases"].choices:
            del self.fields["uneases"]

    def words(self) -> QuestionWords:
        """The question."""
        return QuestionWords(**{name: value for name, value in self.cleaned_data.items() if name != "uneases"})

    def chosen(self) -> tuple[uuid.UUID, ...]:
        """What bothered."""
        return tuple(uuid.UUID(one) for one in self.cleaned_data.get("uneases", ()))


class MoveForm(StoryForm):
    """問いを進める."""

    to = forms.ChoiceField(label="いまの様子", widget=forms.RadioSelect)
    answer = forms.CharField(
        label="わかったこと",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="「わかった」のときに書きます。",
    )

    def __init__(self, *args: Any, question: QuestionLine, **more: Any) -> None:
        super().__init__(*args, **more)
        ways = QUESTION_MOVES[question.state]
        self.fields["to"].choices = [(one.value, one.label) for one in QuestionState if one in ways]
        if len(ways) == 1:
            self.fields["to"].initial = next(iter(ways)).value
        self.fields["answer"].initial = question.answer


class FactForm(StoryForm):
    """薪を積む."""

    text = forms.CharField(
        label="見つけたこと",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="見たこと・聞いたこと・数だけを書きます。どう考えたかは「読み取り」に分けて書けます。",
    )
    kind = forms.ChoiceField(label="種類", choices=FactKind.choices(), widget=forms.RadioSelect)
    source = forms.CharField(
        label="出どころ", max_length=200, help_text="例: 令和8年 月報、事業所への聞き取り。人の名前は書きません。"
    )
    collected_on = SpokenDateField(label="集めた日", required=False, initial="きょう")
    count = forms.IntegerField(label="何件・何人のことか（n）", required=False, min_value=0)
    out_of = forms.IntegerField(label="全体は何件・何人か（分母）", required=False, min_value=0)
    quality = forms.ChoiceField(label="確かさ", required=False, choices=[NOT_CHOSEN, *FactQuality.choices()])
    questions = forms.MultipleChoiceField(label="どの問いの薪か", required=False, widget=forms.CheckboxSelectMultiple)
    stale_after_on = SpokenDateField(
        label="いつまで使えるか", required=False, help_text="この日を過ぎると「古くなっています」と出ます。"
    )
    sensitivity = forms.ChoiceField(
        label="どこまで出せるか", choices=Sensitivity.choices(), initial=Sensitivity.CITY_HALL.value
    )

    def __init__(self, *args: Any, pile: WoodPile, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["questions"].choices = [(str(one.question_id), one.text) for one in pile.questions]
        if not pile.questions:
            del self.fields["questions"]

    def words(self) -> FactWords:
        """The finding; collected today unless another day was said."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "questions"}
        return FactWords(
            **typed
            | {
                "kind": FactKind(typed["kind"]),
                "quality": FactQuality(typed["quality"]) if typed["quality"] else None,
                "sensitivity": Sensitivity(typed["sensitivity"]),
                "collected_on": typed["collected_on"] or self.viewer.on,
            }
        )

    def chosen(self) -> tuple[uuid.UUID, ...]:
        """The questions it answers."""
        return tuple(uuid.UUID(one) for one in self.cleaned_data.get("questions", ()))


class ReadingForm(StoryForm):
    """薪を読む: the facts that support it and those that do not, chosen apart; about a root cause, it is what that rests on."""

    text = forms.CharField(
        label="読み取り",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="薪から何が言えそうか。ほかの人が別の読み方をしてもかまいません。",
    )
    about = forms.ChoiceField(
        label="何について",
        required=False,
        choices=(),
        help_text="真因や矢印を選ぶと、それがどの薪から分かったことか、あとからたどれます。",
    )
    supports = forms.MultipleChoiceField(
        label="この読み取りを支える薪", required=False, widget=forms.CheckboxSelectMultiple
    )
    against = forms.MultipleChoiceField(
        label="この読み取りに合わない薪", required=False, widget=forms.CheckboxSelectMultiple
    )
    confidence = forms.ChoiceField(label="自信", required=False, choices=[NOT_CHOSEN, *Confidence.choices()])

    def __init__(self, *args: Any, facts: list[FactLine], theory: Theory, **more: Any) -> None:
        super().__init__(*args, **more)
        why_first = sorted(about_choices(theory), key=lambda one: not isinstance(theory.node(one[0]), Cause))
        self.fields["about"].choices = [WHOLE, *why_first]
        choices = [(str(one.fact_id), f"{one.kind.label}: {one.text[:60]}") for one in facts]
        for name in ("supports", "against"):
            self.fields[name].choices = choices

    def clean(self) -> dict[str, Any]:
        """A fact either supports a reading or does not."""
        typed = super().clean() or {}
        if set(typed.get("supports", ())) & set(typed.get("against", ())):
            self.add_error("against", "同じ薪が両方に選ばれています。支えるか、合わないかのどちらかにしてください。")
        return typed

    def words(self) -> ReadingWords:
        """The reading with its facts."""
        typed = self.cleaned_data
        facts = [(uuid.UUID(one), Stance.SUPPORTS) for one in typed["supports"]]
        facts += [(uuid.UUID(one), Stance.AGAINST) for one in typed["against"]]
        confidence = Confidence(typed["confidence"]) if typed["confidence"] else None
        return ReadingWords(text=typed["text"], facts=tuple(facts), about=typed["about"], confidence=confidence)
