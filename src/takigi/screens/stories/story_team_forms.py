"""ストーリーとチームの入力: what the story says of itself, where it stands, who sees it and who is in its team."""

from typing import Any

from django import forms

from takigi.kernel.era_names import in_short_japanese
from takigi.logic_models.actions.stories import Invitation, StoryWords
from takigi.logic_models.queries.learning import DecisionLine
from takigi.logic_models.queries.stories import MemberLine, StoryHead
from takigi.logic_models.rules.learning import MemberRole, Scheme, Visibility
from takigi.logic_models.rules.states import StoryState
from takigi.organisations.queries import StaffCard
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.form_page import StoryForm


class DescribeForm(StoryForm):
    """題・動機など."""

    title = forms.CharField(label="題", max_length=100)
    theme = forms.CharField(label="テーマ", required=False, max_length=200)
    scheme = forms.ChoiceField(label="もとになる制度", choices=Scheme.choices())
    team_name = forms.CharField(label="チームの名前", required=False, max_length=100)
    fiscal_year = forms.IntegerField(
        label="始めた年度（西暦）", min_value=2000, max_value=2100, help_text="例: 令和8年度なら 2026"
    )
    motive = forms.CharField(label="動機", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    initial_view = forms.CharField(
        label="はじめに気になっていたこと", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    period_from = SpokenDateField(label="期間のはじめ", required=False)
    period_until = SpokenDateField(label="期間のおわり", required=False)

    def __init__(self, *args: Any, head: StoryHead, **more: Any) -> None:
        told = {name: getattr(head, name) for name in StoryWords.__dataclass_fields__}
        days = {name: in_short_japanese(told[name]) for name in ("period_from", "period_until") if told[name]}
        super().__init__(*args, initial=told | {"scheme": head.scheme.value} | days, **more)

    def words(self) -> StoryWords:
        """As the action wants them."""
        return StoryWords(**self.cleaned_data | {"scheme": Scheme(self.cleaned_data["scheme"])})


class MoveForm(StoryForm):
    """状態を動かす."""

    to = forms.ChoiceField(label="次の状態", choices=(), widget=forms.RadioSelect)
    on = SpokenDateField(label="いつから")
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="「休止」「終了」にするときは書いてください。",
    )
    decision = forms.ChoiceField(
        label="もとになった判断", required=False, choices=(), help_text="前の状態へ戻るときに選びます。"
    )

    def __init__(self, *args: Any, head: StoryHead, decisions: tuple[DecisionLine, ...], **more: Any) -> None:
        super().__init__(*args, initial={"on": in_short_japanese(more["viewer"].on)}, **more)
        self.fields["to"].choices = [(one.value, one.label) for one in head.ways]
        made = [
            (str(one.decision_id), f"{in_short_japanese(one.decided_on)} {one.kind.label}: {one.basis[:40]}")
            for one in decisions
        ]
        self.fields["decision"].choices = [("", "（選ばない）"), *made]

    @property
    def wanted(self) -> StoryState:
        """Where the story goes."""
        return StoryState(self.cleaned_data["to"])


class ShowForm(StoryForm):
    """見せる範囲."""

    to = forms.ChoiceField(label="だれに見せるか", choices=(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, head: StoryHead, **more: Any) -> None:
        super().__init__(*args, initial={"to": head.visibility.value}, **more)
        self.fields["to"].choices = [(one.value, one.label) for one in choices_to_show(head)]


def choices_to_show(head: StoryHead) -> tuple[Visibility, ...]:
    """To whom the viewer may show it: showing less is the team's, making it public is for whoever approves."""
    team = (Visibility.TEAM, Visibility.CITY_HALL) if head.may_edit else ()
    return (*team, Visibility.PUBLIC) if head.may_approve else team


class InviteForm(StoryForm):
    """チームに招く: a colleague with an account, or a name."""

    role = forms.ChoiceField(label="役割", choices=MemberRole.choices(), initial=MemberRole.MEMBER.value)
    staff = forms.ChoiceField(label="職員から選ぶ", required=False, choices=())
    name = forms.CharField(
        label="職員でない人の名前", required=False, max_length=100, help_text="上で選んだときは、書きません。"
    )
    job = forms.CharField(label="職種・役職", required=False, max_length=100)
    organisation = forms.CharField(label="所属", required=False, max_length=100)

    def __init__(self, *args: Any, colleagues: list[StaffCard], **more: Any) -> None:
        super().__init__(*args, **more)
        listed = [(str(one.staff_id), f"{one.name}（{_agencies(one)}）") for one in colleagues]
        self.fields["staff"].choices = [("", "（選ばない）"), *listed]

    def clean(self) -> dict[str, Any]:
        """Somebody has to be named."""
        typed = super().clean() or {}
        if not typed.get("staff") and not typed.get("name"):
            self.add_error("staff", "職員から選ぶか、名前を書いてください。")
        return typed

    def invitation(self) -> Invitation:
        """As the action wants it."""
        typed = self.cleaned_data
        return Invitation(
            role=MemberRole(typed["role"]),
            staff_id=int(typed["staff"]) if typed["staff"] else None,
            name=typed["name"],
            job=typed["job"],
            organisation=typed["organisation"],
        )


def _agencies(card: StaffCard) -> str:
    return "、".join(dict.fromkeys(post.agency_name for post in card.posts if post.ended_on is None)) or "所属なし"


class LeaveForm(StoryForm):
    """チームを離れる."""

    member = forms.ChoiceField(label="だれが", choices=())
    on = SpokenDateField(label="いつ")

    def __init__(self, *args: Any, members: tuple[MemberLine, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        there = [one for one in members if one.ended_on is None]
        self.fields["member"].choices = [(one.key, f"{one.name}（{one.role.label}）") for one in there]
