"""緊急の閲覧のふりかえりの入力."""

from django import forms

from takigi.access.actions import VERDICTS
from takigi.screens.forms import PlainForm


class Review(PlainForm):
    """ふりかえり."""

    verdict = forms.ChoiceField(label="この閲覧は", choices=list(VERDICTS.items()), widget=forms.RadioSelect)
    note = forms.CharField(
        label="そう考えた理由",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="あとで読む人に分かるように、10文字以上で書いてください。",
    )
