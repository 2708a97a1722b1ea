"""ケースの入力のもと: a form about one case knows its today and speaks plainly."""

from typing import Any

from django import forms

from takigi.access.grounds import Viewer
from takigi.screens.forms import speak_plainly


class CaseForm(forms.Form):
    """A form about one case; knows its today."""

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        speak_plainly(self, today=viewer.on)
