"""成功事例の入力: each field says how to write so that nobody can be recognised."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from takigi.casework.rules.deidentifying import Trace
from takigi.casework.rules.goals import GoalField
from takigi.kernel.codes import REASON
from takigi.screens.casework.form_base import CaseForm
from takigi.success_cases.rules import REQUIRED, TEXTS, Audience, SuccessWords, Wanted, traces_of

ANY = ("", "どれでも")
HELP = {
    "title": "例: 骨折のあと、畑に戻った方",
    "before": "例: 畑でとれた菜を近所に配り、冬は雪かきをしていた",
    "trigger": "例: 足の骨折で入院し、退院したあと外に出なくなった",
    "agreed": "いつ・何ができたら卒業か。例: 3か月で、畑まで一人で行って帰る",
    "done": "例: 週1回の教室を12回。玄関に手すりを付け、毎朝、庭を一周した",
    "helped": "本人や家族の言葉があれば。例: 「また菜を持っていくね」と言える先があったこと",
    "after": "例: 週に二度、畑に出る。近所の集まりでは世話役",
    "places": "種類だけを書きます。例: 近くの公民館の体操、産直",
}


def version_of(posted: Mapping[str, Any]) -> int:
    """The version that stood on the page; none that ever was, when the page did not say."""
    told = str(posted.get("version", ""))
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else 0


class SuccessForm(CaseForm):
    """成功事例を書く."""

    def __init__(self, *args: Any, known: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = known
        self.names: Collection[str] = ()
        labels = {**REQUIRED, "places": "通っている場所"}
        own = {
            name: forms.CharField(
                label=labels[name],
                help_text=HELP[name],
                required=name in REQUIRED,
                max_length=100 if name == "title" else 2000,
                widget=forms.TextInput() if name == "title" else forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": f"「{labels[name]}」を書いてください。"},
            )
            for name in TEXTS
        }
        self.fields = own | self.fields
        if not self.is_bound:
            del self.fields["is_sure"]

    goal_field = forms.ChoiceField(label="目標の分野", choices=GoalField.choices())
    cause_code = forms.ChoiceField(
        label="きっかけ",
        required=False,
        choices=[("", "えらばない"), *((one.value, one.label) for one in REASON.codes)],
    )
    audience = forms.ChoiceField(
        label="どこまで見せるか", choices=Audience.choices(), widget=forms.RadioSelect, initial=Audience.STAFF.value
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    is_sure = forms.BooleanField(
        label="下で知らせたことばは、だれのことか分からないと確かめました",
        required=False,
        help_text="見つけたことばが、名前や場所ではないときだけ印をつけます。名簿にある名前は、印をつけても残せません。",
    )

    def clean(self) -> dict[str, Any]:
        """Every trace is said at its own field, with what may be written instead."""
        typed = super().clean() or {}
        texts = {name: str(typed.get(name, "")) for name in TEXTS}
        self.names = self.known("\n".join(texts.values()))
        for name, text in texts.items():
            for found in traces_of(SuccessWords(**dict.fromkeys(REQUIRED, "") | {name: text}), self.names):
                if found.trace is Trace.KNOWN or not typed.get("is_sure"):
                    self.add_error(name, f"「{found.words}」は{found.trace.label}のように見えます。{found.instead}")
        return typed

    def words(self, age_band: str) -> SuccessWords:
        """What was written, with the age as wide as it must be."""
        typed = self.cleaned_data
        return SuccessWords(
            **{name: typed[name].strip() for name in TEXTS},
            goal_field=GoalField(typed["goal_field"]),
            cause_code=typed["cause_code"],
            age_band=age_band,
            audience=Audience(typed["audience"]),
        )


class WantedForm(forms.Form):
    """似た方をさがす."""

    goal = forms.ChoiceField(label="したいこと", required=False, choices=[ANY, *GoalField.choices()])
    cause = forms.ChoiceField(
        label="きっかけ", required=False, choices=[ANY, *((one.value, one.label) for one in REASON.codes)]
    )
    words = forms.CharField(label="ことば", required=False, max_length=60, help_text="例: 畑、風呂")

    def wanted(self) -> Wanted:
        """What is asked for; a word that the form does not know asks for nothing."""
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(typed.get("cause", ""), typed.get("goal", ""), "", typed.get("words", ""))


class ReasonForm(forms.Form):
    """理由."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例: 場所の名前が残っている、本人が取りやめたいと言った",
        error_messages={"required": "理由を一言書いてください。"},
    )
