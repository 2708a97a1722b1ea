"""会議の入力: days and hours as people say them, an answer in one tap, a reason where one is owed."""

from datetime import datetime, time, timedelta
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime, make_aware

from takigi.collaboration.rules.issue_codes import ISSUES
from takigi.meetings.queries.meetings import MeetingHead
from takigi.meetings.rules.requests import ItemWords
from takigi.meetings.rules.words import AskType, Reply
from takigi.screens.forms import SpokenDateField
from takigi.screens.meetings.afterwards.pages import MeetingForm, long_text

MINUTES = (30, 45, 50, 60, 90, 120)


class HourField(forms.CharField):
    """時刻: 13:30, 13時半, １３時３０分, 1330."""

    def clean(self, value: Any) -> time | None:
        """The hour that was meant."""
        typed = (
            normalize("NFKC", super().clean(value) or "")
            .strip()
            .replace("時半", ":30")
            .replace("時", ":")
            .rstrip("分:")
        )
        if not typed:
            return None
        digits = typed if ":" in typed else f"{typed[:-2]}:{typed[-2:]}" if len(typed) > 2 else f"{typed}:00"
        hour, _, minute = digits.partition(":")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError:
            raise ValidationError("時刻を「13:30」のように書いてください。") from None


class TimeForm(MeetingForm):
    """日時と場所."""

    on = SpokenDateField(label="日", help_text="例: 12/8、R8.12.8、2週間後")
    begins = HourField(label="始まり", help_text="例: 13:30、13時半")
    minutes = forms.ChoiceField(
        label="長さ", choices=[(str(one), f"{one}分") for one in MINUTES], initial="60", widget=forms.RadioSelect
    )
    place = forms.CharField(label="場所", max_length=120, help_text="例: 市役所3階 会議室2、オンライン")
    title = forms.CharField(
        label="会議の題",
        required=False,
        max_length=80,
        help_text="カレンダーにも出ます。人の名前や世帯のことは書きません。空のときは会議体の名前になります。",
    )

    def __init__(self, *args: Any, head: MeetingHead, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["place"].initial, self.fields["title"].initial = head.place, head.title
        if head.starts_at and head.ends_at:
            here = localtime(head.starts_at)
            self.fields["on"].initial, self.fields["begins"].initial = f"{here:%Y/%m/%d}", f"{here:%H:%M}"
            length = int((head.ends_at - head.starts_at).total_seconds() // 60)
            self.fields["minutes"].initial = str(length) if length in MINUTES else "60"

    def times(self) -> dict[str, Any]:
        """As the action wants it."""
        typed = self.cleaned_data
        starts_at = make_aware(datetime.combine(typed["on"], typed["begins"]))
        ends_at = starts_at + timedelta(minutes=int(typed["minutes"]))
        return {"starts_at": starts_at, "ends_at": ends_at, "place": typed["place"], "title": typed["title"]}


class CancelForm(MeetingForm):
    """中止の理由."""

    reason = long_text("中止の理由", required=True, max_length=300, help_text="依頼した方と招いた方に見えます。")


class ReasonForm(MeetingForm):
    """取り下げ・取り消しの理由."""

    reason = long_text("理由", required=True, max_length=300)


class ReplyForm(MeetingForm):
    """出欠の返事."""

    reply = forms.ChoiceField(
        label="出欠",
        choices=[(one.value, one.label) for one in Reply if one is not Reply.WAITING],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="ひとこと", required=False, max_length=200, help_text="会議の中身や人の名前は書かないでください。"
    )

    @property
    def chosen(self) -> Reply:
        """What was chosen."""
        return Reply(self.cleaned_data["reply"])


class ItemForm(MeetingForm):
    """議題: what its owner keeps stands before what is asked. To take the case over cannot be asked."""

    heading = forms.CharField(
        label="議題の題", max_length=80, help_text="名前を書かずに。例: 80代の親と50代の子の暮らし"
    )
    purpose = long_text("困っていること（開催の目的）", required=True, max_length=300)
    prior_field_discussion_on = SpokenDateField(label="自分の分野で話し合った日", required=False)
    prior_result = long_text(
        "その結果", help_text="まだ話し合っていないときは、その理由を書けば依頼できます。", max_length=1000
    )
    what_owner_will_keep = long_text(
        "主担当として続けること",
        help_text="会議のあとも主担当は変わりません。例: 月に一度の訪問と、家族との連絡は続けます",
        max_length=1000,
    )
    ask_type = forms.ChoiceField(
        label="お願いしたいこと", required=False, choices=AskType.choices(), widget=forms.RadioSelect
    )
    questions = long_text("聞きたいこと", max_length=1000, help_text="招かれた機関が、先に中で聞いてこられるように。")
    deidentified_text = long_text(
        "名前を伏せた概要",
        rows=5,
        max_length=2000,
        help_text="招かれた方が最初に読みます。場所はブロックまで、年齢は「80代」、日付や珍しい病名は書きません。",
    )
    theme_code = forms.ChoiceField(
        label="課題の種類（数えるため）",
        required=False,
        choices=[("", "選ばない"), *ISSUES.choices()],
    )
    second_reason = forms.CharField(
        label="同じ世帯の会議がもう一つあるときは、別に開くわけ", required=False, max_length=300
    )
    names_nobody = forms.BooleanField(label="見直しました。だれのことか分かることばではありません", required=False)

    def words(self) -> ItemWords:
        """As the action wants it."""
        typed = dict(self.cleaned_data)
        asked = typed.pop("ask_type", "")
        known = set(ItemWords.__dataclass_fields__)
        told = {name: value for name, value in typed.items() if name in known}
        return ItemWords(**told, ask_type=AskType(asked) if asked else None)


class ThemeForm(MeetingForm):
    """議題にテーマを加える."""

    heading = forms.CharField(label="議題の題", max_length=80, help_text="個人のことは書きません。")
    purpose = long_text("何のために話し合うか", required=True, max_length=300)
    questions = long_text("聞きたいこと", max_length=1000)
    names_nobody = forms.BooleanField(label="見直しました。だれのことか分かることばではありません", required=False)

    def words(self) -> ItemWords:
        """As the action wants it."""
        return ItemWords(**self.cleaned_data)
