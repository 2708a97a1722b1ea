"""緊急の閲覧のふりかえりの入力."""

from typing import Any

from django import forms

from takigi.access.actions import VERDICTS
from takigi.access.grounds import Viewer
from takigi.screens.forms import speak_plainly


class Review(forms.Form):
    """ふりかえり."""

    verdict = forms.ChoiceField(label="この閲覧は", choices=list(VERDICTS.items()), widget=forms.RadioSelect)
    note = forms.CharField(
        label="そう考えた理由",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="あとで読む人に分かるように、10文字以上で書いてください。",
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self, today=viewer.on)
