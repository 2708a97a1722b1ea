"""個別支援の引き継ぎの行: each case by name with the next person and the words that go with it, filled in before anybody types."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.casework.actions.personnel import NextHolder
from takigi.casework.queries.personnel import HandedToday, PreventionInHand
from takigi.components.person_name import PersonName
from takigi.people.queries.names import NamedPerson

# As short as 「4月の異動」.
LEAST = 5


@dataclass(frozen=True)
class PreventionRow:
    """一件の個別支援."""

    who: PersonName
    state: str
    field: Any
    note: Any


def prevention_fields(own: Iterable[PreventionInHand], choices: list[tuple[str, str]]) -> dict[str, forms.Field]:
    """Who is next and what they are told, for each case."""
    fields: dict[str, forms.Field] = {}
    for one in own:
        fields[f"prevention-{one.case_id}"] = forms.ChoiceField(
            label=f"{one.person.name}さんの次の人",
            required=False,
            choices=choices,
            widget=forms.Select(attrs={"class": "field-control"}),
        )
        fields[f"told-{one.case_id}"] = forms.CharField(
            label=f"{one.person.name}さんについて伝えること",
            required=False,
            initial=one.note,
            widget=forms.Textarea(attrs={"class": "field-control", "rows": 3}),
        )
    return fields


def next_holders(
    own: Iterable[PreventionInHand], typed: Mapping[str, str], for_all: str, beside: str
) -> dict[uuid.UUID, NextHolder]:
    """As the action wants it: a row's own answer before the one for all, the words of the case before those for all."""
    found = {}
    for one in own:
        chosen = typed.get(f"prevention-{one.case_id}") or for_all
        if chosen:
            told = "\n".join(part for part in (typed.get(f"told-{one.case_id}", "").strip(), beside.strip()) if part)
            found[one.case_id] = NextHolder(int(chosen), told)
    return found


def check_told(form: forms.Form, own: Iterable[PreventionInHand], holders: Mapping[uuid.UUID, NextHolder]) -> None:
    """Whose words are missing is said by name, at their own field."""
    for one in own:
        if one.case_id in holders and len(holders[one.case_id].note) < LEAST:
            told = f"{one.person.name}さんについて、次の人に伝えることを書いてください（いまの約束、気をつけること、次の予定）。"
            form.add_error(f"told-{one.case_id}", told)


def prevention_row(form: forms.Form, one: PreventionInHand, viewer: Viewer) -> PreventionRow:
    """One line of the table."""
    return PreventionRow(
        _named(one.case_id, one.person, viewer),
        one.state.label,
        form[f"prevention-{one.case_id}"],
        form[f"told-{one.case_id}"],
    )


def _named(case_id: uuid.UUID, person: NamedPerson, viewer: Viewer) -> PersonName:
    return PersonName(person.name, person.name_kana, person.birth, viewer.on, reverse("case", args=[case_id]))


def handed_row(viewer: Viewer, one: HandedToday) -> dict[str, Any]:
    """きょう引き継いだ一件, with the way back."""
    return {
        "who": _named(one.case_id, one.person, viewer),
        "name": one.person.name,
        "line": f"{one.from_name} → {one.to_name}（きょう {localtime(one.handed_at):%H:%M}）",
        "url": reverse("personnel_take_back", args=[one.case_id]),
    }
