"""気になる人の入力: a day, a sign and a block are enough; everything else only where it is known."""

from typing import Any

from django import forms

from takigi.collaboration.actions.leads import LeadWords
from takigi.collaboration.queries.leads import LeadPage
from takigi.collaboration.rules.deidentify import scan
from takigi.collaboration.rules.leads import KnownAs, LeadState, LeadStep, Signal, Where, WhyClosed
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

NOT_CHOSEN = ("", "選ばない")


class LeadForm(CaseForm):
    """気になる人を知らせる."""

    seen_on = SpokenDateField(label="気づいた日", initial="今日")
    signals = forms.MultipleChoiceField(
        label="気づいたこと", choices=Signal.choices(), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label="様子",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="見たこと・聞いたことを、ひとことでもかまいません。",
    )
    note_looked_at = forms.BooleanField(
        label="様子を見直しました。だれのことか分かることばではありません", required=False
    )
    block = forms.IntegerField(
        label="ブロック",
        required=False,
        min_value=1,
        max_value=99,
        error_messages={"invalid": "ブロックは、数で書いてください（例: 3）。"},
    )
    holder = forms.ChoiceField(label="だれに確かめてもらうか", choices=())
    granularity = forms.ChoiceField(label="場所の細かさ", choices=Where.choices(), initial=Where.BLOCK.value)
    place = forms.CharField(label="場所", required=False, max_length=200)
    known_as = forms.ChoiceField(label="だれか", choices=KnownAs.choices(), initial=KnownAs.UNKNOWN.value)
    who = forms.CharField(label="分かっていること", required=False, max_length=200)

    MORE = ("granularity", "place", "known_as", "who")

    def __init__(self, *args: Any, holders: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        # Asked only where there is something to look at.
        if not (self.is_bound and scan(str(self.data.get("note", "")))):
            del self.fields["note_looked_at"]
        self.fields["holder"].choices = [(str(key), name) for key, name in holders]

    @property
    def says_more(self) -> bool:
        """Whether the fold with place and name stands open."""
        usual = {"granularity": Where.BLOCK.value, "known_as": KnownAs.UNKNOWN.value}
        return any(self[name].errors or (self[name].value() or "") != usual.get(name, "") for name in self.MORE)

    def words(self) -> LeadWords:
        """The lead, as the action takes it."""
        typed = self.cleaned_data
        return LeadWords(
            holder_agency_id=int(typed["holder"]),
            seen_on=typed["seen_on"],
            signals=tuple(Signal(one) for one in typed["signals"]),
            note=typed["note"],
            is_note_looked_at=typed.get("note_looked_at", False),
            block=typed["block"],
            granularity=Where(typed["granularity"]),
            place=typed["place"],
            known_as=KnownAs(typed["known_as"]),
            who=typed["who"],
        )


class AssignForm(CaseForm):
    """だれが確かめるか."""

    staff_id = forms.ChoiceField(label="だれが確かめるか", choices=())
    check_by = SpokenDateField(label="いつまでに", help_text="例: 1週間後、12/5")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["staff_id"].choices = [(str(key), name) for key, name in people]


class StepForm(CaseForm):
    """一歩進める."""

    to = forms.ChoiceField(label="どうなったか", choices=(), widget=forms.RadioSelect)
    on = SpokenDateField(label="その日", initial="今日")
    note = forms.CharField(
        label="あったこと", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "3"})
    )
    connected = forms.ChoiceField(
        label="つながった機関", required=False, choices=(), help_text="「つながった」のときに選びます。"
    )
    why_closed = forms.ChoiceField(
        label="終わった理由",
        required=False,
        choices=[NOT_CHOSEN, *WhyClosed.choices()],
        help_text="「終わった」のときに選びます。",
    )

    def __init__(self, *args: Any, page: LeadPage, agencies: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        ways = [one for one in page.ways if one is not LeadState.CHECKING]
        self.fields["to"].choices = [(one.value, one.label) for one in ways]
        self.fields["connected"].choices = [NOT_CHOSEN, *((str(key), name) for key, name in agencies)]

    def step(self) -> LeadStep:
        """The step, as the action takes it."""
        typed = self.cleaned_data
        return LeadStep(
            to=LeadState(typed["to"]),
            on=typed["on"],
            note=typed["note"],
            why_closed=WhyClosed(typed["why_closed"]) if typed["why_closed"] else None,
            connected_agency_id=int(typed["connected"]) if typed["connected"] else None,
        )
