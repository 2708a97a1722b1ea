"""経過の入力: the day and the words; everything else only where it applies."""

from django import forms

from takigi.casework.actions.notes import NoteWords
from takigi.casework.queries.notes import NoteLine
from takigi.casework.rules.due import EXTENSION_CONDITIONS
from takigi.casework.rules.words import NoteKind
from takigi.kernel.era_names import in_short_japanese
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField


class NoteForm(CaseForm):
    """経過を記録する."""

    kind = forms.ChoiceField(label="種別", choices=NoteKind.choices(), widget=forms.RadioSelect)
    happened_on = SpokenDateField(label="年月日", help_text="例: 今日、きのう、11/3")
    text = forms.CharField(
        label="あったこと", widget=forms.Textarea(attrs={"rows": "4"}), help_text="ひとことでもかまいません。"
    )
    minutes = forms.IntegerField(
        label="かかった時間（分）",
        required=False,
        min_value=1,
        max_value=1440,
        error_messages={
            "invalid": "かかった時間は、分の数で書いてください（例: 30）。",
            "min_value": "かかった時間は、1分からです。",
            "max_value": "かかった時間は、1日（1440分）までです。",
        },
    )
    is_interview = forms.BooleanField(label="本人と会って話しました（モニタリングに数えます）", required=False)
    is_home_visit = forms.BooleanField(label="自宅を訪ねました", required=False)
    is_marked_change = forms.BooleanField(label="様子が大きく変わっていました", required=False)
    extension_conditions = forms.MultipleChoiceField(
        label="次の面接までの間隔をのばす条件",
        required=False,
        choices=EXTENSION_CONDITIONS,
        widget=forms.CheckboxSelectMultiple,
        help_text="四つがすべてそろうときだけ、のばせます。",
    )
    extended_until_on = SpokenDateField(label="いつまでのばすか", required=False, help_text="1年以内。例: R9.5.31")

    EXTENDING = ("extension_conditions", "extended_until_on")

    @property
    def is_extending(self) -> bool:
        """Whether the fold with the four conditions stands open."""
        return any(self[name].value() or self[name].errors for name in self.EXTENDING)

    def words(self) -> NoteWords:
        """What is written, as the action takes it."""
        given = dict(self.cleaned_data)
        given["kind"] = NoteKind(given["kind"])
        given["extension_conditions"] = tuple(given["extension_conditions"])
        return NoteWords(**given)


def as_typed(note: NoteLine) -> dict[str, object]:
    """A note as the form shows it again."""
    ticked = [key for key, label in EXTENSION_CONDITIONS if label in note.extension]
    until = in_short_japanese(note.extended_until_on) if note.extended_until_on else ""
    return {
        "kind": note.kind.value,
        "happened_on": in_short_japanese(note.happened_on),
        "text": note.text,
        "minutes": note.minutes,
        "is_interview": note.is_interview,
        "is_home_visit": note.is_home_visit,
        "is_marked_change": note.is_marked_change,
        "extension_conditions": ticked,
        "extended_until_on": until,
    }
