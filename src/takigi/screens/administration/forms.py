"""管理の入力: forms for accounts, posts, agencies, maintenance and settings."""

from collections.abc import Mapping
from typing import Any

from django import forms

from takigi.access import administration
from takigi.access.grounds import Viewer
from takigi.organisations import actions, queries
from takigi.organisations.queries import AgencyCard
from takigi.organisations.rules import AgencyKind, Duty, Field, Level, SecrecyType, StaffStatus
from takigi.screens.forms import PlainForm, SpokenDateField, speak_plainly

PICK = ("", "選んでください")
BLOCKS = [("", "なし"), *((str(number), f"第{number}ブロック") for number in range(1, 11))]


def labels(kind: Any) -> list[tuple[str, str]]:
    """The values of a labelled enum, for a list."""
    return [(member.value, member.label) for member in kind]


class MaintenanceStart(PlainForm):
    """保守の時間を始める."""

    reason = forms.CharField(
        label="保守の理由",
        max_length=200,
        help_text="何をするために始めるのかを、あとで読む人に分かるように書いてください（5文字以上）。",
    )


class AccountForm(forms.Form):
    """A change that needs a maintenance session; where none is open, the same form asks for its reason.

    So nobody has to leave a form half written to open a session elsewhere.
    """

    maintenance_reason = forms.CharField(
        label="保守の理由",
        max_length=200,
        min_length=5,
        help_text="この変更は保守の時間の中でだけできます。理由を書くと、1時間の保守の時間が始まり、記録に残ります。",
        error_messages={
            "required": "保守の理由を書いてください。書くと、保守の時間が始まります。",
            "min_length": "保守の理由を、あとで読む人に分かるように5文字以上で書いてください。",
        },
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        if administration.maintenance(viewer) is not None:
            del self.fields["maintenance_reason"]
        else:
            self.fields["maintenance_reason"] = self.fields.pop("maintenance_reason")
        speak_plainly(self, today=viewer.on)

    def facts(self) -> Mapping[str, Any]:
        """Who, when, and what was typed; opens the maintenance session whose reason was written."""
        typed = dict(self.cleaned_data)
        reason = typed.pop("maintenance_reason", "")
        if "maintenance_reason" in self.fields:
            actions.start_maintenance(
                by=self.viewer.staff_id, municipality_id=self.viewer.municipality_id, reason=reason, at=self.viewer.at
            )
            del self.fields["maintenance_reason"]
        return {"by": self.viewer.staff_id, "at": self.viewer.at, **typed}


def _password_field() -> forms.CharField:
    return forms.CharField(
        label="はじめのパスワード",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="12文字以上。本人に直接わたしてください。本人は、最初のサインインで自分のものに変えます。",
    )


class NewStaff(AccountForm):
    """職員を加える."""

    name = forms.CharField(label="氏名", max_length=60)
    name_kana = forms.CharField(label="カナ", max_length=60, help_text="名簿を並べる順に使います。")
    profession = forms.CharField(
        label="職種", max_length=60, required=False, help_text="保健師、社会福祉士、事務など。"
    )
    login_name = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}$",
        label="サインイン名",
        help_text="半角の英小文字と数字で3文字以上。あとから変えられません。",
        error_messages={
            "invalid": "サインイン名は、半角の英小文字・数字・「.」「_」「-」で、3文字以上にしてください。"
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = _password_field()


class NewPost(AccountForm):
    """配属する."""

    agency_id = forms.TypedChoiceField(label="機関", coerce=int)
    duty = forms.TypedChoiceField(
        label="職務",
        coerce=Duty,
        choices=[PICK, *labels(Duty)],
        help_text="職務は机を開きます。ケースを開くことはありません。",
    )
    level = forms.TypedChoiceField(label="職位", coerce=Level, choices=labels(Level), initial=Level.STAFF.value)
    from_on = SpokenDateField(label="始まりの日", initial="今日")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["agency_id"].choices = [PICK, *_open_agencies(administration.agencies(viewer))]


def _open_agencies(cards: list[AgencyCard]) -> list[tuple[str, str]]:
    return [(str(card.agency_id), card.name) for card in cards if card.closed_on is None]


class PostEnd(AccountForm):
    """配属を終える."""

    ended_on = SpokenDateField(
        label="終わりの日",
        initial="今日",
        help_text="この日から見られなくなります。「きのう」「R8.11.3」「11/3」のように書けます。",
    )


class StatusChange(AccountForm):
    """アカウントを止める・戻す."""

    status = forms.TypedChoiceField(
        label="アカウントの状態", coerce=StaffStatus, choices=labels(StaffStatus), widget=forms.RadioSelect
    )


class PasswordReset(AccountForm):
    """パスワードを決めなおす."""

    password = _password_field()


class NewAgency(AccountForm):
    """機関を加える."""

    name = forms.CharField(label="名称", max_length=100)
    name_kana = forms.CharField(label="カナ", max_length=100, required=False)
    kind = forms.TypedChoiceField(label="種類", coerce=AgencyKind, choices=[PICK, *labels(AgencyKind)])
    fields_ = forms.TypedMultipleChoiceField(
        label="分野", coerce=Field, choices=labels(Field), widget=forms.CheckboxSelectMultiple, required=False
    )
    area_ids = forms.TypedMultipleChoiceField(
        label="担当圏域", coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    block = forms.TypedChoiceField(label="ブロック", coerce=int, empty_value=None, choices=BLOCKS, required=False)
    is_station = forms.BooleanField(label="多機関協働ステーションである", required=False)
    secrecy_type = forms.TypedChoiceField(
        label="守秘の別", coerce=SecrecyType, choices=labels(SecrecyType), widget=forms.RadioSelect
    )
    office_no = forms.RegexField(
        r"^\d{10}$",
        label="事業所番号",
        required=False,
        error_messages={"invalid": "事業所番号は、半角の数字10けたで書いてください。"},
        help_text="介護保険の事業所のときだけ。10けたです。",
    )
    from_on = SpokenDateField(label="担当の始まりの日", initial="今日")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        areas = queries.areas(viewer.municipality_id, kind="sphere")
        self.fields["area_ids"].choices = [(str(area.area_id), area.name) for area in areas]
        if not areas:
            del self.fields["area_ids"]

    def facts(self) -> Mapping[str, Any]:
        """`fields` is Django's own word on a form, so the field here is called `fields_`."""
        typed = dict(super().facts())
        return {"fields": typed.pop("fields_"), "municipality_id": self.viewer.municipality_id, **typed}


class NewArea(AccountForm):
    """圏域を加える."""

    code = forms.CharField(label="番号", max_length=20, help_text="台帳で使う番号があれば、同じものにしてください。")
    name = forms.CharField(label="名前", max_length=60)

    def facts(self) -> Mapping[str, Any]:
        """Always a sphere (日常生活圏域); smaller places come with the ledger."""
        return {"kind": "sphere", "municipality_id": self.viewer.municipality_id, **super().facts()}


class SettingDecision(forms.Form):
    """町の決めごとを変える."""

    value = forms.ChoiceField(label="どうするか", widget=forms.RadioSelect)
    from_on = SpokenDateField(
        label="いつから", initial="今日", help_text="今日か、これからの日。「あした」「R9.4.1」のように書けます。"
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="あとで読む人に分かるように、10文字以上で書いてください。",
    )

    def __init__(self, *args: Any, viewer: Viewer, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = choices
        speak_plainly(self, today=viewer.on)
