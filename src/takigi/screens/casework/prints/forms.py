"""帳票を出す入力: what for."""

from django import forms

from takigi.casework.rules.prints import PrintPurpose
from takigi.screens.casework.form_base import CaseForm


class PrintForm(CaseForm):
    """何のために出すか."""

    purpose = forms.ChoiceField(label="何のために出しますか", choices=PrintPurpose.choices(), widget=forms.RadioSelect)
    note = forms.CharField(
        label="「その他」のとき、何のためか", required=False, max_length=200, help_text="監査の記録に残ります。"
    )
