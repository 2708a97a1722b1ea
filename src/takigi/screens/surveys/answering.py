"""答えるページ: two minutes on a phone, in plain words, without signing in and without a name."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from takigi.components.button import Button, ButtonKind
from takigi.organisations.rules import Field
from takigi.screens.forms import refusals_on
from takigi.surveys.actions.answering import Said, answer
from takigi.surveys.queries.waves import Sheet, sheet_of
from takigi.surveys.rules import GRADES, HIGHEST, LONGEST_WORDS, LOWEST, Asks, Question, Tenure

NOT_SAID = ("", "答えない")


class AnswerForm(forms.Form):
    """Nothing is required: whoever leaves a question out has answered the others."""

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in sheet.questions:
            self.fields[one.key] = forms.ChoiceField(
                label=one.words,
                choices=_choices(one, sheet.asks),
                widget=forms.RadioSelect,
                required=False,
                initial=str(sheet.answers.get(one.key, "")),
            )
        if sheet.free_words:
            self.fields["words"] = forms.CharField(
                label=sheet.free_words,
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=LONGEST_WORDS,
                required=False,
            )
        self.fields["field"] = forms.ChoiceField(
            label="あなたの分野", choices=[NOT_SAID, *Field.choices()], required=False
        )
        self.fields["tenure"] = forms.ChoiceField(
            label="いまの仕事の年数", choices=[NOT_SAID, *Tenure.choices()], required=False
        )


def _choices(one: Question, asks: Asks) -> list[tuple[str, str]]:
    grades = [str(grade) for grade in range(LOWEST, HIGHEST + 1)]
    if asks is Asks.UNDERSTANDING and one.low == GRADES[0]:
        return [(grade, f"{grade} {word}") for grade, word in zip(grades, GRADES, strict=True)]
    return [
        (grade, {grades[0]: f"{grade} {one.low}", grades[-1]: f"{grade} {one.high}"}.get(grade, grade))
        for grade in grades
    ]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def survey_answer(request: Any, token: str) -> HttpResponse:
    """The slip. A wrong address is answered as if there were nothing."""
    on = localdate(now())
    sheet = sheet_of(token, on=on)
    form = AnswerForm(sheet, request.POST or None)
    is_done = False
    if sheet.is_open and form.is_valid():
        with refusals_on(form):
            told = form.cleaned_data
            said = Said(told, told.get("words", ""), told.get("field", ""), told.get("tenure", ""))
            answer(token, said, on=on)
            is_done = True
    context = {
        "heading": sheet.label,
        "sheet": sheet,
        "form": form,
        "is_done": is_done,
        "save": Button("送る", ButtonKind.PRIMARY),
    }
    return render(request, "surveys/answer.html", context, status=422 if form.errors and not is_done else 200)
