"""同じ人かもしれない人: looked for before a new record is written."""

from dataclasses import replace

from takigi.access.grounds import Viewer
from takigi.people.queries.search import PersonCard, find_people
from takigi.screens.people.forms import PersonForm


def likely_same(viewer: Viewer, form: PersonForm, *, is_told_apart: bool) -> tuple[PersonCard, ...]:
    """People with the same number, or with the same name or reading and birth date; none once they are told apart."""
    if is_told_apart or not (form.is_bound and form.is_valid()):
        return ()
    typed = form.cleaned_data
    birth = typed["birth"].replace(" ", "").replace("　", "")
    wanted = [typed["insured_no"]] + [f"{word} {birth}" for word in (typed["name_kana"], typed["name"]) if word]
    found = {card.person_id: card for text in wanted if text for card in find_people(viewer, text).people}
    return tuple(replace(card, found_by="") for card in found.values())
