"""寄与の主張の入力: what changed, compared with what, what can be said and what cannot."""

from collections.abc import Sequence
from typing import Any

from django import forms

from takigi.logic_models.actions.learning import ClaimWords
from takigi.logic_models.queries.learning import ClaimLine
from takigi.logic_models.rules.learning import Answer, Comparison
from takigi.logic_models.rules.nodes import IdealState, Outcome
from takigi.logic_models.rules.rungs import HIGHEST_RUNG
from takigi.logic_models.rules.theory import Theory
from takigi.screens.stories.about import arrow_words, box_words
from takigi.screens.stories.learning_forms import TeamForm, long_text
from takigi.statistics.claims import NOT_PROVEN, Grade

COPIED = ("text", "outcome", "rivals_considered", "can_say", "cannot_say", "reviewer")
CHOSEN = ("delivered", "changed", "assumptions_held", "comparison")


def _answer(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=Answer.choices(), initial=Answer.UNKNOWN.value, widget=forms.RadioSelect
    )


def _compared() -> list[tuple[str, str]]:
    """Each way of comparing with the word that it earns at best."""
    allowed = {Grade.B: "「効果」とは書けない", Grade.D: "計画を先に決めていれば「効果」と書ける"}
    return [(one.value, f"{one.label}（{allowed.get(HIGHEST_RUNG[one], '「効果」と書ける')}）") for one in Comparison]


class ClaimForm(TeamForm):
    """主張を書く."""

    outcome = forms.ChoiceField(label="どの変化についてか", choices=())
    text = long_text(
        "主張", required=True, help_text="一文で。例: 訪問の聞き方を変えたことが、道をえらぶ人がいることに関わっている"
    )
    links = forms.MultipleChoiceField(
        label="よりどころの矢印", required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )
    delivered = _answer("相手に届いたか")
    changed = _answer("変わったか")
    assumptions_held = _answer("前提は保たれていたか")
    comparison = forms.ChoiceField(label="何と比べたか", choices=_compared, widget=forms.RadioSelect)
    rivals_considered = long_text(
        "ほかに考えられるわけ", help_text="一行に一つずつ。例: 同じころに退院の説明が変わった"
    )
    can_say = long_text("言えること", required=True, help_text="数は「36件中24件」のように、もとの数と一緒に書きます。")
    cannot_say = long_text("言えないこと", required=True)
    reviewer = forms.CharField(label="読んで確かめた人", required=False, max_length=200, help_text="役割で書きます。")

    def __init__(
        self, *args: Any, theory: Theory, told: Sequence[str] = (), old: ClaimLine | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        ends = [*theory.of(Outcome), *theory.of(IdealState)]
        self.fields["outcome"].choices = [(one.key, box_words(one)) for one in ends]
        self.fields["links"].choices = [(one.key, arrow_words(one, theory)) for one in theory.links]
        if not theory.links:
            self.fields["links"].widget = forms.MultipleHiddenInput()
        self.fields["can_say"].initial = "\n".join(told)
        self.fields["cannot_say"].initial = NOT_PROVEN
        if old is not None:
            self.initial |= {name: getattr(old, name) for name in COPIED}
            self.initial |= {name: getattr(old, name).value for name in CHOSEN} | {"links": list(old.links)}

    def words(self) -> ClaimWords:
        """As the action wants it."""
        typed = self.cleaned_data
        answers = {name: Answer(typed[name]) for name in ("delivered", "changed", "assumptions_held")}
        return ClaimWords(
            **typed | answers | {"comparison": Comparison(typed["comparison"]), "links": tuple(typed["links"])}
        )
