"""選んだ列: from what was posted to the intake; a refusal is told and everything chosen stays chosen."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages

from takigi.exchange.ledger_fields import LEDGER_FIELDS
from takigi.exchange.ledger_intake import change_reading, choose_columns, start_check, use_profile
from takigi.people.actions.imports import save_profile
from takigi.people.rules import PeopleRefused
from takigi.screens.imports.forms import ReadingForm

MEANING_ROWS = 20


def settle_columns(request: Any, batch_id: uuid.UUID) -> bool:
    """Does what the pressed button asks for; False when the page has to be shown again."""
    steps = {"reread": _reread, "use": _use, "check": _check}
    step = steps.get(request.POST.get("step", "check"), _check)
    try:
        return step(request, batch_id)
    except PeopleRefused as refusal:
        messages.error(request, str(refusal))
        return False


def _reread(request: Any, batch_id: uuid.UUID) -> bool:
    sheet = request.POST.get("sheet", "")
    form = ReadingForm(request.POST, sheets=(sheet, "") if sheet else ())
    if not form.is_valid():
        raise PeopleRefused("".join(str(sentence) for bound in form for sentence in bound.errors))
    change_reading(by=request.viewer, batch_id=batch_id, **{"sheet": "", **form.cleaned_data})
    return True


def _use(request: Any, batch_id: uuid.UUID) -> bool:
    chosen = request.POST.get("profile", "")
    if not chosen.isdecimal():
        raise PeopleRefused("保存した対応を選んでください。")
    use_profile(by=request.viewer, batch_id=batch_id, profile_id=int(chosen))
    messages.success(request, "保存した対応を使いました。列が合っているかを確かめてください。")
    return False


def _check(request: Any, batch_id: uuid.UUID) -> bool:
    posted = request.POST
    choose_columns(
        by=request.viewer, batch_id=batch_id, fields=chosen_columns(posted), meanings=chosen_meanings(posted)
    )
    if posted.get("profile_name", "").strip():
        save_profile(by=request.viewer, batch_id=batch_id, name=posted["profile_name"])
    start_check(by=request.viewer, batch_id=batch_id)
    return True


def chosen_columns(posted: Mapping[str, str]) -> dict[str, str]:
    """For each item the heading that was chosen."""
    return {item.key: posted[f"column_{item.key}"] for item in LEDGER_FIELDS if posted.get(f"column_{item.key}")}


def chosen_meanings(posted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """For each item what the town's own codes mean; half-written lines are left out."""
    meanings: dict[str, dict[str, str]] = {}
    for row in range(MEANING_ROWS):
        key, value, meaning = (posted.get(f"meaning_{row}_{part}", "").strip() for part in ("key", "value", "meaning"))
        if key and value and meaning:
            meanings.setdefault(key, {})[value] = meaning
    return meanings
