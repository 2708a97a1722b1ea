"""書きかけのある用紙: a form that opens with what its writer typed before, and is recorded once."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest
from django.utils.timezone import localdate, localtime

from takigi.access.grounds import Viewer
from takigi.casework.actions.form_drafts import discard_form, record_form
from takigi.casework.queries.form_drafts import WrittenForm, form_in_hand
from takigi.casework.rules.form_drafts import FormPlace, dated
from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_merging import Entry, Value
from takigi.components.button import Button
from takigi.components.saved_draft import DraftState, SavedDraft
from takigi.screens.casework.visits.wire import UNREADABLE, entries_on_the_wire, id_of

SALT = "takigi.screens.drafts"
# What the form sends beside its own boxes.
BESIDE = frozenset({"csrfmiddlewaretoken", "draft", "editor", "go", "throw_away"})


def seal_of(place: FormPlace) -> str:
    """The place as a page may hold it: signed, so that words come only from a form that was shown, and opaque."""
    case = str(place.case_id) if place.case_id else ""
    return signing.dumps([place.writer_id, case, place.form], salt=SALT, compress=True)


def place_of(seal: object) -> FormPlace:
    """The counterpart. Refused with a sentence when it is none of ours."""
    try:
        writer_id, case_id, form = signing.loads(str(seal), salt=SALT)
    except signing.BadSignature as error:
        raise CaseRefused(UNREADABLE) from error
    return FormPlace(writer_id, uuid.UUID(case_id) if case_id else None, form)


def _day_of(entry: Entry) -> date:
    """The day on which these words were typed."""
    return localdate(datetime.fromisoformat(entry.kept.at))


@dataclass(frozen=True)
class Sheet:
    """用紙: what was typed before, for the screen that shows it."""

    viewer: Viewer
    written: WrittenForm

    def _values(self) -> dict[str, Value]:
        """What was typed; a day in words as the day that it was."""
        on = self.viewer.on
        return {
            name: dated(entry.kept.value, typed_on=_day_of(entry), on=on)
            for name, entry in self.written.entries.items()
        }

    @property
    def _begun_on(self) -> date:
        """The day of the oldest words that stand in it."""
        return min(_day_of(entry) for entry in self.written.entries.values())

    @property
    def texts(self) -> dict[str, str]:
        """The boxes as text; several ticks joined, as our sheets of plain boxes keep them."""
        return {name: one if isinstance(one, str) else ",".join(one) for name, one in self._values().items()}

    def fill(self, form: forms.Form) -> None:
        """Typed before: it stands in the form again, as it was typed, right or wrong.

        「今日」 that stood in the form when it was begun, and that nobody touched, is still that day.
        """
        if form.is_bound:
            return
        values = self._values()
        for name, box in form.fields.items():
            if name in values:
                value, is_tick = values[name], isinstance(box, forms.BooleanField)
                form.initial[name] = bool(value) if is_tick else list(value) if isinstance(value, tuple) else value
            elif values and isinstance(usual := form.initial.get(name, box.initial), str):
                form.initial[name] = dated(usual, typed_on=self._begun_on, on=self.viewer.on)

    def parts(self, *, is_posted: bool) -> dict[str, Any]:
        """What the page prints and its script needs. `is_posted`: the form shows what was just sent, not the draft."""
        written = self.written
        state = DraftState.SAVED if written.updated_at else DraftState.EMPTY
        clock = f"{localtime(written.updated_at):%H:%M}" if written.updated_at else ""
        return {
            "sheet": {
                "saved": SavedDraft(state, clock),
                "draft_id": written.draft_id,
                "editor": uuid.uuid4(),
                "throw_away": Button("下書きを消す", name="throw_away", value="yes") if written.entries else "",
                "wire": {
                    "path": "/drafts/",
                    "place": seal_of(written.place),
                    "draft": str(written.draft_id),
                    "version": written.version,
                    "entries": entries_on_the_wire(written.entries, {}, self.viewer),
                    "isPosted": is_posted,
                },
            }
        }

    def once(self, request: HttpRequest, record: Callable[[], object]) -> None:
        """Records what was posted, and empties the draft in the same moment; a post that comes again records nothing."""
        posted = {name: request.POST.getlist(name) for name in request.POST if name not in BESIDE}
        editor = request.POST.get("editor", "")[:36]
        # A form of before this page knew drafts, or one that somebody wrote by hand.
        draft_id = id_of(request.POST.dict()) if request.POST.get("draft") else self.written.draft_id
        place = self.written.place
        record_form(by=self.viewer, place=place, draft_id=draft_id, editor=editor, posted=posted, record=record)


def open_sheet(request: Any, case_id: uuid.UUID | None, form: str) -> Sheet:
    """The viewer's own draft of a form; the screen has asked for its ground. One query; 「下書きを消す」 empties it first.

    `case_id` None: a form about nobody yet.
    """
    viewer = request.viewer
    if request.method == "POST" and "throw_away" in request.POST:
        discard_form(by=viewer, place=FormPlace(viewer.staff_id, case_id, form))
        messages.success(request, "下書きを消しました。")
    return Sheet(viewer, form_in_hand(viewer, case_id, form))


def posted_to(request: Any) -> Any:
    """What was sent to be recorded; None when the form is only opened, or its draft was thrown away."""
    return None if request.method != "POST" or "throw_away" in request.POST else request.POST
