"""経過の入力: the day and what happened; what one thinks has a box of its own."""

import uuid
from typing import Any

from django import forms

from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.queries.records import ContactLine
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.issue_codes import ISSUES
from takigi.collaboration.rules.words import Source
from takigi.kernel.era_names import in_short_japanese
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

NOT_CHOSEN = ("", "選ばない")


class ContactForm(CaseForm):
    """経過を書く."""

    happened_on = SpokenDateField(label="年月日", help_text="例: 今日、きのう、11/3")
    method = forms.ChoiceField(label="方法", choices=Method.choices(), widget=forms.RadioSelect)
    direction = forms.ChoiceField(label="どちらから", choices=Direction.choices(), widget=forms.RadioSelect)
    with_whom = forms.CharField(label="相手", required=False, max_length=100, help_text="例: 本人、長女")
    agency = forms.ChoiceField(label="相手の機関", required=False, choices=())
    staff = forms.ChoiceField(
        label="相手の職員",
        required=False,
        choices=(),
        help_text="選ぶと「知っている人」に出て、あとで思い出せます。",
    )
    is_via_station = forms.BooleanField(label="ステーションを通しました", required=False)
    fact_text = forms.CharField(
        label="あったこと",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="見たこと・聞いたことだけを書きます。",
    )
    opinion_text = forms.CharField(
        label="考えたこと",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text="見立てや気がかりは、ここに分けて書きます。",
    )

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = [
            ("", "機関ではない（本人・家族など）"),
            *((str(key), name) for key, name in agencies),
        ]
        self.fields["staff"].choices = [NOT_CHOSEN, *((str(key), name) for key, name in people)]

    def words(self) -> ContactWords:
        """The contact, as the action takes it."""
        typed = self.cleaned_data
        return ContactWords(
            happened_on=typed["happened_on"],
            direction=Direction(typed["direction"]),
            method=Method(typed["method"]),
            fact_text=typed["fact_text"],
            opinion_text=typed["opinion_text"],
            with_whom=typed["with_whom"],
            counterpart_agency_id=int(typed["agency"]) if typed["agency"] else None,
            counterpart_staff_id=int(typed["staff"]) if typed["staff"] else None,
            is_via_station=typed["is_via_station"],
        )


def as_typed(line: ContactLine) -> dict[str, object]:
    """A contact as the form shows it again."""
    return {
        "happened_on": in_short_japanese(line.happened_on),
        "method": line.method.value,
        "direction": line.direction.value,
        "with_whom": line.with_whom,
        "agency": str(line.agency_id or ""),
        "staff": str(line.staff_id or ""),
        "is_via_station": line.is_via_station,
        "fact_text": line.fact_text,
        "opinion_text": line.opinion_text,
    }


class IssueForm(CaseForm):
    """課題を付ける."""

    code = forms.ChoiceField(label="課題と背景", choices=())
    member = forms.ChoiceField(label="だれの", required=False, choices=())
    source = forms.ChoiceField(label="だれが言ったか", choices=Source.choices(), widget=forms.RadioSelect)
    since_on = SpokenDateField(label="いつから", required=False, help_text="分かるときだけ。例: 去年の4月1日、R7.4.1")

    def __init__(self, *args: Any, people: list[tuple[uuid.UUID, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"].choices = ISSUES.choices(self.fields["since_on"].today)
        self.fields["code"].help_text = "" if ISSUES.verified else f"出典: {ISSUES.source}"
        self.fields["member"].choices = [("", "世帯"), *((str(key), name) for key, name in people)]
