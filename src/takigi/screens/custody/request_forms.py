"""開示・訂正の請求の入力: the paper as it was received, and each step after it."""

from django import forms

from takigi.access.personal_rows import Mask
from takigi.custody.queries.copies import LIFTABLE
from takigi.custody.rules.requests import Answer, Asker, RequestKind, Step
from takigi.screens.forms import PlainForm, SpokenDateField

DAY = "例: 今日、きのう、11/3、R8.11.3"


class CustodyForm(PlainForm):
    """A form of the desk of records."""


class ReceiveForm(CustodyForm):
    """請求を受け付ける."""

    number = forms.CharField(
        label="本人の被保険者番号",
        max_length=20,
        help_text="番号が決まっていない方は、仮番号です。請求書と本人確認の書類で確かめてください。",
    )
    kind = forms.ChoiceField(label="請求の別", choices=RequestKind.choices(), widget=forms.RadioSelect)
    received_on = SpokenDateField(label="受け付けた日", help_text=DAY)
    asker = forms.ChoiceField(label="請求した人", choices=Asker.choices(), widget=forms.RadioSelect)
    asker_name = forms.CharField(
        label="代理人の氏名", max_length=100, required=False, help_text="本人のときは空のままにします。"
    )
    proof = forms.CharField(
        label="確かめた書類", max_length=200, help_text="例: マイナンバーカード（番号は書きません）、委任状と運転免許証"
    )
    scope = forms.CharField(
        label="請求の範囲・内容",
        widget=forms.Textarea,
        help_text="例: 令和7年度の訪問の記録。どこがちがい、どう直してほしいか。",
    )


class ExtendForm(CustodyForm):
    """期限をのばす."""

    until = SpokenDateField(label="新しい期限", help_text="今の期限から30日までです。例: 12/25")
    reason = forms.CharField(label="のばす理由", widget=forms.Textarea)
    told_on = SpokenDateField(label="本人に書面で知らせた日", help_text=DAY)


class DecideForm(CustodyForm):
    """決定する."""

    answer = forms.ChoiceField(label="決定", choices=Answer.choices(), widget=forms.RadioSelect)
    reason = forms.CharField(
        label="認めない部分とその理由",
        widget=forms.Textarea,
        required=False,
        help_text="「すべて認める」ときは空でかまいません。本人への通知に書く言葉で書いてください。",
    )
    unmasked = forms.MultipleChoiceField(
        label="伏せないこととするもの",
        choices=[(one.value, f"{one.label.removesuffix('のため')}も写しに出す") for one in Mask if one in LIFTABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="本人以外の人の情報、知らせてくれた人、保護されている住所は、いつも伏せます。",
    )


class HandOverForm(CustodyForm):
    """写しを渡した."""

    on = SpokenDateField(label="渡した日", help_text=DAY)
    how = forms.CharField(label="渡し方", max_length=200, help_text="例: 窓口で本人に手渡し、書留で郵送")


class AnnotateForm(CustodyForm):
    """書きそえる."""

    about = forms.CharField(
        label="どの記録の、どこか", max_length=200, help_text="例: 令和8年5月10日の訪問「きっかけ」"
    )
    text = forms.CharField(label="書きそえる言葉", widget=forms.Textarea)


class ToldForm(CustodyForm):
    """知らせた."""

    on = SpokenDateField(label="知らせた日", help_text=DAY)
    note = forms.CharField(label="知らせ方など", required=False, max_length=200)


# Step → form, button, and what is said above it.
STEPS: dict[Step, tuple[type[CustodyForm], str, str]] = {
    Step.EXTENDED: (
        ExtendForm,
        "期限をのばす",
        "のばせるのは一度、30日までです。理由を書面で本人に知らせてから記録します。",
    ),
    Step.DECIDED: (DecideForm, "この内容で決定する", "決定は、受け付けた人とは別の係長・課長が行います。"),
    Step.HANDED_OVER: (HandOverForm, "渡したことを記録する", "取り出した写しの指紋が、渡した証として残ります。"),
    Step.NOTED: (
        AnnotateForm,
        "記録に書きそえる",
        "もとの記録は書きかえません。訂正の内容を書きそえ、本人のページとケースのページにいつも出します。値そのものは、担当が直します。",
    ),
    Step.STATED: (AnnotateForm, "本人の言い分を付ける", "訂正を認めないところに、本人の言い分をそのまま書きそえます。"),
    Step.TOLD: (ToldForm, "知らせたことを記録する", "理由と、不服を申し立てられることを書面で知らせてから記録します。"),
    Step.WITHDRAWN: (ToldForm, "取り下げを記録する", "本人から取り下げの申し出があったときに記録します。"),
}
