"""二重の記録の入力: on what evidence two records are one person, and why a merge is taken back."""

from django import forms

from takigi.people.rules import Evidence


class MergeForm(forms.Form):
    """まとめる: which record stays in front, what proves it, and who was asked."""

    kept = forms.ChoiceField(
        label="これからどちらの記録で表示しますか",
        choices=(("one", "左の記録"), ("other", "右の記録")),
        initial="one",
        widget=forms.RadioSelect,
        help_text="もう一方の番号や前の名前でさがしても、この記録が出ます。",
        error_messages={"required": "どちらの記録で表示するかを選んでください。"},
    )
    evidence = forms.TypedMultipleChoiceField(
        label="同じ人だと言える理由",
        coerce=Evidence,
        choices=Evidence.choices(),
        widget=forms.CheckboxSelectMultiple,
        help_text="名前と生年月日が同じだけでは、まとめられません。",
        error_messages={
            "required": "名前と生年月日だけでは、同じ人とは言えません。住所か番号が同じでないときは、本人か家族に確かめてください。"
        },
    )
    note = forms.CharField(
        label="だれに、どうやって確かめたか",
        max_length=300,
        required=False,
        help_text="本人か家族に確かめたときに書いてください。例: 長女に電話で、前の住所を聞いた",
        widget=forms.Textarea(attrs={"rows": "2"}),
    )


class TellApartForm(forms.Form):
    """別の人と決める."""

    note = forms.CharField(
        label="別の人だと分かったわけ", max_length=300, required=False, help_text="例: 窓口で二人に会った"
    )


class UndoForm(forms.Form):
    """まとめたものを元に戻す."""

    reason = forms.CharField(
        label="戻す理由",
        max_length=300,
        help_text="例: 別の人と分かった",
        error_messages={"required": "戻す理由を書いてください（例: 別の人と分かった）。"},
    )
