"""ステーションの例外の入力: who holds a case there, until when, and how it comes back."""

from typing import Any

from django import forms

from takigi.screens.forms import SpokenDateField
from takigi.screens.together.forms import NewCaseForm, long_text


class StationCaseForm(NewCaseForm):
    """ステーションの例外として開く: who holds it there, until when, and how it comes back."""

    owner = forms.ChoiceField(label="ステーションの担当者", choices=())
    reason = long_text("なぜ、いまステーションが受け持つのか", help_text="受け持てる機関がないわけを書きます。")
    until = SpokenDateField(label="いつまで", help_text="90日以内です。この日までに、もとになる機関へ移します。")
    exit_plan = long_text("どの機関に、どうやって移すか")
    field_order = (
        "agency", "owner", "reason", "until", "exit_plan", "name", "name_kana", "birth", "phone", "address",
        "route", "reason_text", "summary",
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].label = "ステーション"
        self.fields["owner"].choices = [("", "選んでください"), *((str(pk), name) for pk, name in people)]
        # The exception begins on the day on which it is approved.
        self.fields["opened_on"].widget = forms.HiddenInput()
        self.fields["opened_on"].required = False
