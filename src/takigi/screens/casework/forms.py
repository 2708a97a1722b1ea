"""個別支援の入力: dates as people say them, reasons as words, and what the next person must know."""

from typing import Any

from django import forms

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.rules.settings import CaseworkSetting, Sort
from takigi.casework.rules.states import CaseState, MoveReason
from takigi.kernel.era_names import in_short_japanese
from takigi.organisations.queries import agencies, staff_list
from takigi.organisations.rules import AgencyKind, Duty
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

CENTRES = {AgencyKind.SUPPORT_CENTRE.value, AgencyKind.CITY_SECTION.value}


class MoveForm(CaseForm):
    """状態を進める."""

    on = SpokenDateField(label="その日", help_text="例: 今日、きのう、11/3、R8.11.3")
    reason = forms.ChoiceField(label="理由", choices=())
    note = forms.CharField(label="覚え書き", required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, to: CaseState, **more: Any) -> None:
        super().__init__(*args, **more)
        hidden = {MoveReason.REGISTER, MoveReason.CORRECTION}
        self.fields["reason"].choices = [(one.value, one.label) for one in MoveReason if one not in hidden]
        self.to = to


class CorrectionForm(CaseForm):
    """最後の動きを取り消す."""

    note = forms.CharField(label="何がまちがっていたか", widget=forms.Textarea)


class NextStepForm(CaseForm):
    """次にすること."""

    text = forms.CharField(
        label="次にすること", required=False, max_length=200, help_text="空にすると、次にすることがなくなります。"
    )
    on = SpokenDateField(label="いつまでに", required=False, help_text="例: あした、12/5、R8.12.5")


class ScheduleForm(CaseForm):
    """訪問を約束する."""

    visit_on = SpokenDateField(label="訪問の日", help_text="例: あした、12/5、R8.12.5")


class HandOverForm(CaseForm):
    """担当を替える."""

    place = forms.ChoiceField(label="次の担当", choices=())
    on = SpokenDateField(label="いつから", help_text="例: 今日、4/1")
    note = forms.CharField(
        label="次の人に伝えること",
        widget=forms.Textarea,
        help_text="いまの約束、本人との話し方で気をつけること、次の予定など。",
    )

    def __init__(self, *args: Any, viewer: Viewer, head: CaseHead, **more: Any) -> None:
        super().__init__(*args, viewer=viewer, **more)
        self.fields["place"].choices = _places(viewer, head)

    def chosen(self) -> tuple[int, int | None]:
        """The agency and the member of staff; the centre alone leaves the person to be decided there."""
        agency, _, staff = self.cleaned_data["place"].partition(":")
        return int(agency), int(staff) if staff else None


def _places(viewer: Viewer, head: CaseHead) -> list[tuple[str, str]]:
    open_now = [one for one in agencies(viewer.municipality_id, on=viewer.on) if one.closed_on is None]
    centres = {one.agency_id: one.name for one in open_now if one.kind in CENTRES}
    places = []
    for member in staff_list(viewer.municipality_id):
        for post in member.posts:
            held = post.from_on <= viewer.on and (post.ended_on is None or viewer.on < post.ended_on)
            if held and post.duty == Duty.CASEWORK and post.agency_id in centres:
                places.append((f"{post.agency_id}:{member.staff_id}", f"{centres[post.agency_id]}　{member.name}"))
    undecided = [(f"{key}:", f"{name}　（担当者はこれから）") for key, name in centres.items() if key != head.agency_id]
    now = f"{head.agency_id}:{head.owner_id or ''}"
    return [place for place in [*sorted(places, key=lambda place: place[1]), *undecided] if place[0] != now]


class CompanionForm(CaseForm):
    """同行を頼む."""

    staff_id = forms.ChoiceField(label="いっしょに行く人", choices=())
    until = SpokenDateField(
        label="いつまで見られるようにするか", help_text="60日以内。訪問の記録が終わる日までにします。"
    )
    purpose = forms.CharField(label="何のために", max_length=100, help_text="例: 動作の見立て、福祉用具の相談")

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, viewer=viewer, **more)
        self.fields["staff_id"].choices = [
            (str(one.staff_id), f"{one.name}（{one.profession}）" if one.profession else one.name)
            for one in staff_list(viewer.municipality_id)
            if one.staff_id != viewer.staff_id and one.status == "active"
        ]


class WayForm(CaseForm):
    """決めごとを変える."""

    value = forms.CharField(label="値")
    from_on = SpokenDateField(label="いつから", help_text="例: 今日、4/1、R9.4.1")
    reason = forms.CharField(label="変える理由", widget=forms.Textarea)

    def __init__(self, *args: Any, setting: CaseworkSetting, **more: Any) -> None:
        super().__init__(*args, **more)
        if setting.sort is Sort.NUMBER:
            label = f"値（{setting.unit}）" if setting.unit else "値"
            self.fields["value"] = forms.CharField(label=label, help_text=setting.help)
        elif setting.sort is Sort.ONE:
            self.fields["value"] = forms.ChoiceField(label="値", choices=setting.choices, help_text=setting.help)
        else:
            self.fields["value"] = forms.MultipleChoiceField(
                label="値", choices=setting.choices, widget=forms.CheckboxSelectMultiple, help_text=setting.help
            )

    def kept(self) -> str:
        """The value as one word."""
        value = self.cleaned_data["value"]
        return ",".join(value) if isinstance(value, list) else value


def not_before(head: CaseHead) -> str:
    """The sentence that says from which day a move can be."""
    return f"「{head.state.label}」になった日（{in_short_japanese(head.state_from_on)}）から今日までの日です。"
