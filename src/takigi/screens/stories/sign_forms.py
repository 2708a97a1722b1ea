"""声と合図の入力: one field is enough for a voice; everything else has an answer already."""

from typing import Any

from django import forms

from takigi.logic_models.actions.signs import VoiceWords
from takigi.logic_models.queries.signs import SignsBoard
from takigi.logic_models.rules.signs import JUDGEMENTS, Match
from takigi.logic_models.rules.words import AudienceKind
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.form_page import StoryForm

LATER = (Match.WAITING.value, "あとで決める")


def sign_choices(board: SignsBoard) -> list[tuple[str, str]]:
    """The signs of the newest version as people know them: the hoped-for words, then whom they are awaited from."""
    return [
        (one.row.key, f"{one.row.sign or one.row.text}{f'（{one.audience}）' if one.audience else ''}")
        for one in board.rows
    ]


class VoiceForm(StoryForm):
    """声を書きとめる: the words that were heard; the rest is there already."""

    quote = forms.CharField(
        label="聞こえたことば",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="言われたままに。名前は書かず、「娘さん」「利用者さん」のように書きます。",
    )
    monitoring = forms.ChoiceField(label="どの合図への声", required=False, widget=forms.RadioSelect)
    match = forms.ChoiceField(
        label="待っていた合図ですか",
        required=False,
        choices=[LATER, *((one.value, one.label) for one in Match if one is not Match.WAITING)],
        widget=forms.RadioSelect,
        initial=LATER[0],
    )
    heard_on = SpokenDateField(label="聞いた日", required=False, initial="きょう")
    who_kind = forms.ChoiceField(label="だれから", required=False, choices=[("", "選ばない"), *AudienceKind.choices()])
    where = forms.CharField(label="どこで", required=False, max_length=60, help_text="例: 通いの場、電話、窓口")

    def __init__(self, *args: Any, board: SignsBoard, **more: Any) -> None:
        super().__init__(*args, **more)
        signs = sign_choices(board)
        self.fields["monitoring"].choices = [*signs, ("", "まだ分からない")]
        if len(signs) == 1:
            self.fields["monitoring"].initial = signs[0][0]

    def clean(self) -> dict[str, Any]:
        """Whether it is the sign that was waited for can be said of a sign only."""
        typed = super().clean() or {}
        if typed.get("match") not in ("", LATER[0], None) and not typed.get("monitoring"):
            self.add_error("monitoring", "待っていた合図かどうかを決めるときは、どの合図への声かを選んでください。")
        return typed

    def words(self) -> VoiceWords:
        """The voice; heard today unless another day was said."""
        typed = self.cleaned_data
        return VoiceWords(
            quote=typed["quote"],
            heard_on=typed["heard_on"] or self.viewer.on,
            monitoring=typed["monitoring"],
            who_kind=AudienceKind(typed["who_kind"]) if typed["who_kind"] else None,
            where=typed["where"],
        )

    @property
    def said(self) -> Match:
        """What whoever heard it says at once."""
        return Match(self.cleaned_data["match"] or Match.WAITING.value)


class ConfirmForm(forms.Form):
    """はい・いいえ・どちらとも, from a button of the board."""

    voice = forms.UUIDField()
    match = forms.ChoiceField(choices=[(one.value, one.label) for one in Match])
    monitoring = forms.CharField(required=False)


class RewriteForm(forms.Form):
    """下書きの声を直す, on the board."""

    voice = forms.UUIDField()
    quote = forms.CharField(max_length=500)
    names_nobody = forms.BooleanField(required=False)


class CheckForm(StoryForm):
    """合図を確かめる."""

    monitoring = forms.ChoiceField(label="どの合図", choices=())
    found = forms.ChoiceField(
        label="どう見えましたか",
        choices=[(one.value, one.label) for one in JUDGEMENTS],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="何が見えたか",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="「確かに見えた」のときは、何が見えたかを書きます。",
    )
    next_on = SpokenDateField(
        label="次に確かめる日",
        required=False,
        help_text="「まだ見ない」「見え始めた」のときに決めます。例: 4週間後、12/20",
    )

    def __init__(self, *args: Any, board: SignsBoard, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["monitoring"].choices = sign_choices(board)
