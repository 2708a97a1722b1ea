"""だれが見たかの問い: which number, and which month."""

from typing import Any

from django import forms

from takigi.access.grounds import Viewer
from takigi.custody.rules.periods import Period
from takigi.custody.rules.words import Whole
from takigi.screens.forms import speak_plainly

YEARS_BACK = 12
MONTHS = [*((month, f"{month}月") for month in range(1, 13)), (0, "1年間")]


def years(viewer: Viewer) -> list[tuple[int, str]]:
    """This year and those before it."""
    return [(year, f"{year}年") for year in range(viewer.on.year, viewer.on.year - YEARS_BACK, -1)]


class PeriodForm(forms.Form):
    """期間: what cannot be read is answered with this month."""

    year = forms.TypedChoiceField(label="年", coerce=int, empty_value=None, required=False)
    month = forms.TypedChoiceField(label="月", coerce=int, empty_value=None, choices=MONTHS, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["year"].choices = years(viewer)

    def asked(self) -> Period:
        """The period meant; this month where nothing was."""
        self.full_clean()
        typed = self.cleaned_data
        year, month = typed.get("year"), typed.get("month")
        return Period(year or self.viewer.on.year, self.viewer.on.month if month is None else month)


class FindForm(forms.Form):
    """番号: sent by POST, so that no number stands in an address."""

    whole = forms.ChoiceField(
        label="調べるまとまり",
        choices=[
            (Whole.HOUSEHOLD.value, "世帯（被保険者番号から）"),
            (Whole.PERSON.value, "ひとり（被保険者番号から）"),
            (Whole.CASE.value, "多機関のケース（ケース番号から）"),
        ],
        initial=Whole.HOUSEHOLD.value,
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label="番号", max_length=20, help_text="被保険者番号10桁、仮番号、またはケース番号です。")
    year = forms.TypedChoiceField(label="年", coerce=int)
    month = forms.TypedChoiceField(label="月", coerce=int, choices=MONTHS)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        initial = {"year": viewer.on.year, "month": viewer.on.month, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["year"].choices = years(viewer)
        speak_plainly(self, today=viewer.on)
