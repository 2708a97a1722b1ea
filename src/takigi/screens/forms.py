"""入力の受け取り: dates as people say them, refusals of the rooms below as sentences on the form, a change told where it is seen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from takigi.access.grounds import Viewer
from takigi.access.rules import AccessRefused
from takigi.casework.rules.states import CaseRefused
from takigi.collaboration.rules.words import CollaborationRefused
from takigi.custody.rules.words import CustodyRefused
from takigi.evaluation.rules import FactsRefused
from takigi.kernel.date_notations import UnreadableDate
from takigi.kernel.spoken_dates import read_spoken_date
from takigi.logic_models.rules.words import LogicModelRefused
from takigi.meetings.rules.words import MeetingsRefused
from takigi.organisations.rules import MaintenanceNeeded, PostRefused
from takigi.people.rules import PeopleRefused
from takigi.programmes.rules.words import ProgrammeRefused
from takigi.resources.rules.words import ResourceRefused
from takigi.success_cases.rules import SuccessRefused
from takigi.surveys.rules import SurveyRefused

REFUSED = (
    PostRefused,
    AccessRefused,
    MaintenanceNeeded,
    PeopleRefused,
    CaseRefused,
    CollaborationRefused,
    ProgrammeRefused,
    ResourceRefused,
    FactsRefused,
    CustodyRefused,
    LogicModelRefused,
    MeetingsRefused,
    SuccessRefused,
    SurveyRefused,
)


class SpokenDateField(forms.CharField):
    """日付: きのう, 11/3, R8.11.3. Knows its today only after the form has said it."""

    widget = forms.DateInput
    today: date

    def clean(self, value: Any) -> Any:
        """The day that was meant; "" when nothing was typed and nothing is required."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read_spoken_date(typed, today=self.today)
        except UnreadableDate as error:
            raise ValidationError(str(error)) from error


@contextmanager
def refusals_on(form: forms.BaseForm) -> Iterator[None]:
    """A refusal inside becomes a sentence on the form, so that nothing typed is lost."""
    try:
        yield
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, sentences in told.items():
            form.add_error(name if name in form.fields else None, sentences)
    except REFUSED as error:
        form.add_error(None, str(error))


def kept(
    request: Any, form: forms.BaseForm, change: Callable[[], object], told: str, to: tuple[Any, ...]
) -> HttpResponseRedirect | None:
    """The change, told on the page `to` (url name, then its arguments); nothing when the form has something to say first."""
    if not form.is_valid():
        return None
    with refusals_on(form):
        change()
        messages.success(request, told)
        return redirect(*to)
    return None


def _as_noun(label: str) -> str:
    """A label that asks (いつから, 何のために) is quoted; a noun, and whatever ends in こと, stands by itself."""
    asks = label.endswith(("から", "まで", "に", "へ", "で", "と", "は")) and not label.endswith("こと")
    return f"「{label}」" if asks else label


def speak_plainly(form: forms.BaseForm, *, today: date) -> None:
    """What is missing is said with the field's own name, and dates learn which day today is."""
    for field in form.fields.values():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            verb = "選んで" if isinstance(field, forms.ChoiceField) else "書いて"
            field.error_messages["required"] = f"{_as_noun(str(field.label))}を{verb}ください。"
        if isinstance(field, SpokenDateField):
            field.today = today


class PlainForm(forms.Form):
    """ことばの分かる入力: knows its viewer and the day, and says what is missing by the field's own name."""

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        self.viewer = viewer
        speak_plainly(self, today=viewer.on)
