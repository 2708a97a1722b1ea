"""本人の入力: what is written down about a person, with a sentence for everything that cannot be taken."""

from datetime import date
from typing import Any

from django import forms

from takigi.access.grounds import Viewer
from takigi.kernel.eras import UnreadableDate, read_date
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty, StaffStatus, is_held
from takigi.people.actions.persons import PersonDetails
from takigi.people.queries.files import PersonFile
from takigi.people.queries.powers import areas_searched
from takigi.people.rules import ResidentStatus
from takigi.screens.forms import SpokenDateField

SEXES = (("", "分からない"), ("2", "女"), ("1", "男"))
HIDDEN_WITH_LOCATION = ("postal", "address", "area_id", "phone", "is_address_exception")


class PersonForm(forms.Form):
    """本人の情報. `details` gives the room below what was typed."""

    name = forms.CharField(
        label="氏名",
        max_length=100,
        help_text="住民票のとおりの字で書いてください（例: 𠮷野 髙子）。姓と名のあいだは空けます。",
        error_messages={"required": "氏名を書いてください。分からないときは、呼び名のあとに「（仮）」と書けます。"},
    )
    name_kana = forms.CharField(
        label="カナ", max_length=100, required=False, help_text="ひらがなでもかまいません。例: ヨシノ タカコ"
    )
    birth = forms.CharField(
        label="生年月日",
        max_length=40,
        help_text="昭和14年5月2日、S14.5.2、S14（年だけ）のように書けます。分からないときは「不詳」。",
        error_messages={"required": "生年月日を書いてください。分からないときは「不詳」と書けます。"},
        widget=forms.DateInput,
    )
    sex = forms.ChoiceField(label="性別", choices=SEXES, widget=forms.RadioSelect, required=False)
    insured_no = forms.CharField(
        label="被保険者番号",
        max_length=20,
        required=False,
        help_text="10けた。まだないときや分からないときは空のままで、仮の番号が付きます。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    area_id = forms.TypedChoiceField(
        label="圏域",
        coerce=int,
        empty_value=None,
        error_messages={"required": "圏域を選んでください。センターの職員は、担当圏域の人を登録できます。"},
    )
    postal = forms.CharField(label="郵便番号", max_length=8, required=False, help_text="例: 123-4567")
    address = forms.CharField(label="住所", max_length=200, required=False)
    phone = forms.CharField(label="電話", max_length=30, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        in_charge_of_all = viewer.has_duty(Duty.INSURANCE)
        self.fields["area_id"].required = not in_charge_of_all
        choices = [(str(area.area_id), area.name) for area in self.areas()]
        nobody = [("", "決まっていない" if in_charge_of_all else "選んでください")]
        self.fields["area_id"].choices = nobody + choices
        if len(choices) == 1 and not in_charge_of_all:
            self.fields["area_id"].initial = choices[0][0]

    def areas(self) -> list[organisations.AreaCard]:
        """The areas to choose from: whoever registers somebody must be able to see the new record."""
        return areas_searched(self.viewer)

    def clean_birth(self) -> str:
        """The date as it was said; refused while it cannot be read."""
        typed = str(self.cleaned_data["birth"])
        try:
            read_date(typed)
        except UnreadableDate as error:
            raise forms.ValidationError(str(error)) from error
        return typed

    def details(self) -> PersonDetails:
        """What was typed, under the municipality's own insurer number."""
        insurer_no = organisations.municipality(self.viewer.municipality_id).insurer_no
        return PersonDetails(insurer_no=insurer_no, **self.cleaned_data)


class PersonChange(PersonForm):
    """本人の情報を変える, with a reason. The place fields are left out when the viewer may not know them."""

    status = forms.TypedChoiceField(label="住民の状態", coerce=ResidentStatus, choices=ResidentStatus.choices())
    status_on = SpokenDateField(label="その状態になった日", required=False)
    is_address_exception = forms.BooleanField(
        label="住所地特例（町の外の施設などにお住まいで、保険者はこの町のまま）", required=False
    )
    household_role = forms.CharField(label="続柄", max_length=20, required=False)
    reason = forms.CharField(
        label="変える理由",
        max_length=200,
        help_text="あとで読む人に分かるように。例: 転居の届けによる",
        error_messages={"required": "変える理由を書いてください（例: 転居の届けによる）。"},
    )

    def __init__(self, *args: Any, viewer: Viewer, file: PersonFile, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, initial=_as_written(file), **kwargs)
        self.fields["status_on"].today = viewer.on
        self.fields["area_id"].required = False
        if not file.sees_location:
            for name in HIDDEN_WITH_LOCATION:
                del self.fields[name]

    def areas(self) -> list[organisations.AreaCard]:
        """Every area: people move out of one centre's area into another's."""
        return organisations.areas(self.viewer.municipality_id, kind="sphere")

    def details(self) -> PersonDetails:
        """What was typed, without the reason."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return PersonDetails(**typed)


def _as_written(file: PersonFile) -> dict[str, Any]:
    """The form's first values: what the register says now, dates as they are written."""
    names = ("name", "name_kana", "sex", "insured_no", "area_id", "postal", "address", "phone", "household_role")
    names = (*names, "is_address_exception")
    status_on = file.status_on.isoformat() if file.status_on else ""
    birth = (file.birth.text or file.birth.in_japanese) if file.birth else ""
    written = {name: getattr(file, name) for name in names}
    return {**written, "birth": birth, "status": file.status.value, "status_on": status_on}


class Reason(forms.Form):
    """理由だけの入力."""

    reason = forms.CharField(
        label="理由", max_length=200, error_messages={"required": "理由を書いてください。"}, widget=forms.TextInput
    )


class ProtectionForm(forms.Form):
    """住所を保護する: who may see it, and why."""

    staff_ids = forms.TypedMultipleChoiceField(
        label="住所を見られる職員",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="選んだ職員のほかは、だれも住所・圏域・電話・世帯を見られません。緊急の閲覧でも開きません。",
    )
    reason = forms.CharField(
        label="保護の理由",
        max_length=200,
        help_text="措置の種類と期限など。例: 支援措置 令和9年3月31日まで",
        error_messages={"required": "保護の理由（措置の種類と期限など）を書いてください。"},
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = organisations.staff_list(viewer.municipality_id)
        places = {one.staff_id: _places(one, on=viewer.on) for one in staff if one.status is StaffStatus.ACTIVE}
        self.fields["staff_ids"].choices = [
            (str(one.staff_id), f"{one.name}（{places[one.staff_id]}）") for one in staff if places.get(one.staff_id)
        ]


def _places(card: organisations.StaffCard, *, on: date) -> str:
    """Where somebody works on the day; "" for whoever has left."""
    held = (post for post in card.posts if is_held(post.from_on, post.ended_on, on=on))
    return "、".join(dict.fromkeys(post.agency_name for post in held))


class EmergencyForm(forms.Form):
    """緊急に開く: the exact number and a reason."""

    insured_no = forms.CharField(
        label="被保険者番号",
        max_length=20,
        help_text="10けた。保険証か、ご家族・病院から聞いた番号を書いてください。",
        error_messages={"required": "被保険者番号を書いてください。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label="緊急に開く理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="だれの、どんな危険のためかを、10文字以上で書いてください。担当のセンターにすぐ知らされます。",
        error_messages={"required": "緊急に開く理由を書いてください。"},
    )
