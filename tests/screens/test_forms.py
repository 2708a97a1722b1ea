"""入力の言い方: what is missing is asked for in a sentence, whether its label is a noun or a question."""

from datetime import date

from django import forms

from takigi.screens.forms import speak_plainly


class Asking(forms.Form):
    place = forms.CharField(label="場所")
    since = forms.CharField(label="いつから")
    what_for = forms.CharField(label="何のために")
    heard = forms.CharField(label="聞いたこと")
    way = forms.ChoiceField(label="どちらへ", choices=[("a", "あ")])


def test_a_label_that_asks_is_quoted_and_a_noun_stands_by_itself():
    form = Asking({})
    speak_plainly(form, today=date(2026, 11, 24))
    assert [told for [told] in form.errors.values()] == [
        "場所を書いてください。",
        "「いつから」を書いてください。",
        "「何のために」を書いてください。",
        "聞いたことを書いてください。",
        "「どちらへ」を選んでください。",
    ]
