"""相談の入力: five boxes in the order in which one thinks, a scan that asks about words, and five things to look at."""

from collections.abc import Mapping
from typing import Any

from django import forms

from takigi.collaboration.actions.help import HelpWords
from takigi.collaboration.rules.deidentify import (
    CHECKLIST,
    Finding,
    Known,
    Reply,
    in_other_words,
    narrowed,
    of_our_records,
    scan,
)
from takigi.collaboration.rules.help_requests import AnswerKind, AskType, FieldTry
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

SAY_SO = "どちらかを選ぶか、上のことばを書きなおしてください。"


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows)})


class HelpForm(CaseForm):
    """助けを求める."""

    first_words = forms.CharField(
        label="ひとことで言うと、何に困っていますか",
        max_length=500,
        widget=_lines(2),
        help_text="整えずに、思ったままでかまいません。人の名前は書きません。",
    )
    text = forms.CharField(
        label="世帯の様子",
        max_length=4000,
        widget=_lines(6),
        help_text="だれのことか分からないように書きます（本人・長女、80代、第2ブロック、半年ほど前）。",
    )
    tried_on = SpokenDateField(label="自分の分野で先に話し合った・試した日", required=False)
    tried_result = forms.CharField(label="そのときの結果", required=False, max_length=1000, widget=_lines(2))
    why_not_tried = forms.CharField(
        label="まだのときは、その理由",
        required=False,
        max_length=500,
        help_text="急ぎ、話し合う場がない、など。理由があれば相談できます。",
    )
    keeps = forms.CharField(
        label="こちらが続けること",
        max_length=1000,
        widget=_lines(2),
        help_text="主担当は替わりません。例: 月に一度の訪問と、家族との連絡は続けます。",
    )
    asks = forms.MultipleChoiceField(
        label="頼みたいこと", choices=AskType.choices(), widget=forms.CheckboxSelectMultiple
    )
    station_id = forms.ChoiceField(label="相談先", choices=())
    checks = forms.MultipleChoiceField(
        label="出す前に、目で確かめる",
        choices=[(one.key, one.says) for one in CHECKLIST],
        widget=forms.CheckboxSelectMultiple,
        help_text="五つとも確かめてから出します。",
        error_messages={"required": "書いたものを読みなおして、五つとも確かめてください。"},
    )

    TRIED = ("tried_on", "tried_result", "why_not_tried")
    WRITTEN = ("first_words", "text", "tried_result", "why_not_tried", "keeps")

    def __init__(self, *args: Any, stations: list[tuple[int, str]], known: Known, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(str(key), name) for key, name in stations]
        self.fields["station_id"].choices = choices
        if len(choices) == 1:
            self.fields["station_id"].widget = forms.HiddenInput()
            self.fields["station_id"].initial = choices[0][0]
        self.findings: tuple[Finding, ...] = ()
        self.certain: tuple[Finding, ...] = ()
        self._known = known
        if self.is_bound:
            self._ask_about_words()

    def _ask_about_words(self) -> None:
        """A box for each word that may tell who it is: it waits for an answer and stops nothing by itself."""
        written = "\n".join(str(self.data.get(name, "")) for name in self.WRITTEN)
        found = scan(written, self._known)
        self.certain = of_our_records(found, self._known)
        self.findings = tuple(one for one in found if one not in self.certain)
        for one in self.findings:
            self.fields[one.key] = forms.ChoiceField(
                label=f"「{one.words}」　{one.tells.label}かもしれません",
                help_text=one.suggestion,
                choices=Reply.choices(),
                widget=forms.RadioSelect,
                error_messages={"required": SAY_SO},
            )

    def clean(self) -> dict[str, Any]:
        """The household's own names are told at the box in which they stand."""
        typed = super().clean() or {}
        for name in self.WRITTEN:
            if here := [one for one in self.certain if one.words in narrowed(str(self.data.get(name, "")))]:
                self.add_error(name, in_other_words(here))
        return typed

    def replies(self, cleaned: Mapping[str, Any]) -> dict[str, str]:
        """What was said to each word."""
        return {one.key: cleaned.get(one.key, "") for one in self.findings}

    def words(self) -> HelpWords:
        """The request, as the action takes it."""
        typed = self.cleaned_data
        return HelpWords(
            text=typed["text"],
            first_words=typed["first_words"],
            keeps=typed["keeps"],
            asks=tuple(AskType(one) for one in typed["asks"]),
            tried=FieldTry(typed["tried_on"] or None, typed["tried_result"], typed["why_not_tried"]),
            station_id=int(typed["station_id"]),
            checks=tuple(typed["checks"]),
            replies=self.replies(typed),
        )


class AnswerForm(CaseForm):
    """答える."""

    kind = forms.ChoiceField(label="どう手伝うか", choices=AnswerKind.choices(), widget=forms.RadioSelect)
    text = forms.CharField(label="ひとこと", max_length=2000, widget=_lines(3))
    planned_on = SpokenDateField(label="いつ", required=False, help_text="決まっていれば。例: 12/5、来週の火曜")


class SettleForm(CaseForm):
    """進められた."""

    note = forms.CharField(
        label="どう進められたか", max_length=1000, widget=_lines(3), help_text="人の名前は書きません。"
    )
