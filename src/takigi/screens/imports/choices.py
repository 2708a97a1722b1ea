"""選んだ列: from what was posted to the intake; a refusal is told and everything chosen stays chosen."""

import uuid
from typing import Any

from django.contrib import messages

from takigi.exchange.ledger_intake import change_reading, choose_columns, start_check, use_profile
from takigi.people.actions.imports import forget_profile, save_profile
from takigi.people.rules import PeopleRefused
from takigi.screens.imports.forms import ReadingForm
from takigi.screens.imports.posted_columns import chosen_columns, chosen_meanings


def settle_columns(request: Any, batch_id: uuid.UUID) -> bool:
    """Does what the pressed button asks for; False when the page has to be shown again."""
    steps = {"reread": _reread, "use": _use, "forget": _forget, "check": _check}
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


def _profile(request: Any) -> int:
    chosen = request.POST.get("profile", "")
    if not (chosen.isdecimal() and len(chosen) < 10):
        raise PeopleRefused("保存した対応を選んでください。")
    return int(chosen)


def _forget(request: Any, batch_id: uuid.UUID) -> bool:
    forget_profile(by=request.viewer, profile_id=_profile(request))
    messages.success(request, "保存した対応を消しました。いま選ばれている列はそのままです。")
    return False


def _use(request: Any, batch_id: uuid.UUID) -> bool:
    use_profile(by=request.viewer, batch_id=batch_id, profile_id=_profile(request))
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
