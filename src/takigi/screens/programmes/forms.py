"""事業の入力: dates as people say them, reasons as words; each form knows its today and gives the room below what was typed."""

from typing import Any

from django import forms

from takigi.casework.rules.states import MoveReason
from takigi.organisations.queries import agencies
from takigi.organisations.rules import AgencyKind
from takigi.programmes.actions.courses import CourseDetails
from takigi.programmes.actions.reports import ReportWords
from takigi.programmes.queries.courses import CourseCard
from takigi.programmes.rules.ending import Ending
from takigi.programmes.rules.periods import Stretch
from takigi.programmes.rules.templates import Terms
from takigi.programmes.rules.words import DECIDED_ENDS, EndReason, GoalResult, SuspensionReason, Weekday
from takigi.screens.forms import PlainForm, SpokenDateField

DAY = "例: 今日、きのう、11/3、R8.11.3"


class DeskForm(PlainForm):
    """A form of the desk."""


def words(label: str, *, required: bool = False, rows: int = 3, **more: Any) -> forms.CharField:
    """A field for sentences."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": str(rows)}), **more)


def number(label: str, low: int, high: int, *, required: bool = False, **more: Any) -> forms.IntegerField:
    """A field for a whole number, typed with the number keys."""
    told = f"{label}は{low}から{high}までの数で書いてください。"
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=low,
        max_value=high,
        error_messages={"invalid": told, "min_value": told, "max_value": told},
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
        **more,
    )


def radios(label: str, choices: list[tuple[str, str]], *, required: bool = True, **more: Any) -> forms.ChoiceField:
    """One of a few words, each a target for a thumb."""
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect, **more)


class StartForm(DeskForm):
    """短期集中を始める."""

    course_id = forms.ChoiceField(label="教室")
    started_on = SpokenDateField(label="開始日", help_text="はじめて教室に行く日。60日先まで書けます。")
    consent_on = SpokenDateField(
        label="事業所に伝えることに、本人が同意した日",
        help_text="伝えるのは、氏名・生年月日と、この頁の目標・めやす・気をつけることだけです。",
        error_messages={"required": "本人の同意の日を書いてください。同意がないあいだは、事業所に何も伝えられません。"},
    )
    goal_text = words("目標（本人のことば）", required=True, help_text="例: 風呂に自分で入りたい")
    graduation_point = words("卒業のめやす", rows=2, help_text="どうなったら卒業か。例: ひとりで浴槽をまたげる")
    cautions = words("体について気をつけること", rows=2, help_text="事業所が安全のために知っておくこと。")
    planned_sessions = number("予定の回数", 1, 100, help_text="空のままにすると、事業の決めごとの回数になります。")
    contract_no = forms.CharField(
        label="契約番号", required=False, max_length=40, help_text="空なら教室の契約番号です。"
    )

    def __init__(self, *args: Any, courses: list[CourseCard], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["course_id"].choices = [
            ("", "選んでください"),
            *((str(c.course_id), course_words(c)) for c in courses),
        ]


def course_words(course: CourseCard) -> str:
    """A course in a list of choices: when, where, and whether there is a place."""
    left = course.places_left
    room = "定員なし" if left is None else f"空き{left}人" if left else "空きなし"
    when = f"{course.weekday.label}曜 {course.starts_at}".strip() if course.weekday else "日は一人ずつ"
    return f"{course.name}（{course.agency_name}・{when}・{room}）"


class SuspendForm(DeskForm):
    """中断する."""

    from_on = SpokenDateField(label="いつから", help_text=DAY)
    reason = radios("理由", SuspensionReason.choices())
    note = words("覚え書き")


class ResumeForm(DeskForm):
    """再開する."""

    back_on = SpokenDateField(label="再開の日", help_text=DAY)


class MoveCourseForm(DeskForm):
    """教室を移る."""

    course_id = forms.ChoiceField(label="移る先の教室")
    from_on = SpokenDateField(label="移る日", help_text=DAY)
    consent_on = SpokenDateField(
        label="新しい事業所に伝えることに、本人が同意した日",
        required=False,
        help_text="別の事業所に移るときに要ります。前の事業所は、もう見られなくなります。",
    )

    def __init__(self, *args: Any, courses: list[CourseCard], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["course_id"].choices = [
            ("", "選んでください"),
            *((str(c.course_id), course_words(c)) for c in courses),
        ]


class ExtensionForm(DeskForm):
    """延長を願い出る."""

    end_on = SpokenDateField(label="新しい終わりの予定")
    more_sessions = number("増やす回数", 0, 100, required=True)
    reason = words("理由", required=True, help_text="いままでに変わったことと、まだ要ることを書いてください。")
    expected = words("それまでに目指すこと")

    def stretch(self) -> Stretch:
        """What is asked for."""
        typed = self.cleaned_data
        return Stretch(typed["end_on"], typed["more_sessions"], typed["reason"])


class DecisionForm(DeskForm):
    """延長を決める."""

    is_granted = radios("決めたこと", [("yes", "延長を認める"), ("no", "延長を認めない")])
    note = words("わけ", help_text="認めないときは必ず書いてください。事業所と本人に伝わります。")


class EndForm(DeskForm):
    """終わりを記録する."""

    reason = radios("終わり方", [(one.value, one.label) for one in DECIDED_ENDS])
    on = SpokenDateField(label="終わった日", help_text=DAY)
    because = forms.ChoiceField(label="理由")
    note = words("わけ", help_text="ほかのサービスへ・中止のときは必ず書いてください。")
    no_final_test = forms.CharField(
        label="終了時の測定がないわけ", required=False, max_length=200, help_text="例: 入院のため測れなかった"
    )

    def __init__(self, *args: Any, has_final_test: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        hidden = {MoveReason.REGISTER, MoveReason.CORRECTION, MoveReason.WITHDRAWN, MoveReason.DECIDED}
        self.fields["because"].choices = [(one.value, one.label) for one in MoveReason if one not in hidden]
        if has_final_test:
            del self.fields["no_final_test"]

    def ending(self) -> Ending:
        """How it ended."""
        typed = self.cleaned_data
        return Ending(EndReason(typed["reason"]), typed["on"], typed["note"], typed.get("no_final_test", ""))


class TakeBackForm(DeskForm):
    """終わりの記録を取り消す."""

    note = words("何がまちがっていたか", required=True)


class ReportForm(DeskForm):
    """終了時報告."""

    goal_result = radios("目標の結果", GoalResult.choices())
    goal_note = words("目標についての覚え書き")
    self_plan = words("これから本人が自分で続けること（セルフプラン）", required=True)
    recommended_place = words("すすめたい地域の場所", rows=2, help_text="例: 火曜の体操の会。わけも書いてください。")
    risk_notes = words("気をつけること", rows=2)
    opinion = words("事業所の意見")

    def told(self) -> ReportWords:
        """The report."""
        typed = dict(self.cleaned_data)
        return ReportWords(goal_result=GoalResult(typed.pop("goal_result")), **typed)


class CourseForm(DeskForm):
    """教室を開く."""

    programme_id = forms.ChoiceField(label="事業")
    agency_id = forms.ChoiceField(label="事業所")
    name = forms.CharField(label="教室の名前", max_length=60, help_text="例: 水曜コース")
    place = forms.CharField(label="場所", max_length=100, required=False)
    weekday = forms.ChoiceField(label="曜日", required=False, choices=[("", "日を一人ずつ決める"), *Weekday.choices()])
    starts_at = forms.RegexField(
        r"^([01]?\d|2[0-3]):[0-5]\d$",
        label="始まりの時刻",
        required=False,
        help_text="例: 10:00",
        error_messages={"invalid": "始まりの時刻は「10:00」のように書いてください。"},
    )
    capacity = number("定員", 1, 500, help_text="決めないときは空のままにします。")
    contract_no = forms.CharField(label="契約番号", max_length=40, required=False)
    from_on = SpokenDateField(label="いつから", help_text=DAY)

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["programme_id"].choices = [("", "選んでください"), *programmes]
        cards = agencies(self.viewer.municipality_id, on=self.viewer.on)
        givers = {AgencyKind.PROVIDER, AgencyKind.MEDICAL, AgencyKind.COUNCIL, AgencyKind.NPO, AgencyKind.CITY_SECTION}
        self.fields["agency_id"].choices = [
            ("", "選んでください"),
            *((str(one.agency_id), one.name) for one in cards if one.closed_on is None and one.kind in givers),
        ]

    def details(self) -> CourseDetails:
        """The course."""
        typed = dict(self.cleaned_data)
        weekday = Weekday(typed.pop("weekday")) if typed["weekday"] else typed.pop("weekday") or None
        ids = {name: int(typed.pop(name)) for name in ("programme_id", "agency_id")}
        return CourseDetails(**ids, weekday=weekday or None, **typed)


class CloseCourseForm(DeskForm):
    """教室を閉じる."""

    ended_on = SpokenDateField(label="いつまで", help_text=DAY)


class AdoptForm(DeskForm):
    """ひな形を取り入れる."""

    name = forms.CharField(label="町での名前", max_length=60)
    from_on = SpokenDateField(label="いつから", help_text=DAY)


class TermsForm(DeskForm):
    """事業の決めごと."""

    weeks = number("期間（週）", 1, 52, required=True)
    sessions = number("回数", 1, 100, required=True)
    minutes = number("1回の時間（分）", 10, 480, required=True)
    extension_months = number("延長（か月まで）", 0, 12, required=True, help_text="0は、延長なしです。")
    fee_yen = number("1回の利用料（円）", 0, 100_000, required=True)
    extension_fee_yen = number("延長したときの1回の利用料（円）", 0, 100_000, required=True)
    follow_up_weeks = number("終わったあとの測定（週後）", 1, 104, help_text="測らないときは空のままにします。")
    has_transport = forms.BooleanField(label="送迎がある", required=False)
    steps = words(
        "進め方", rows=6, help_text="1行に一つ。「1回目：体力測定」のように、時期と内容を「：」で分けて書いてください。"
    )
    source = forms.CharField(label="出典", max_length=200, required=False, help_text="要綱の名前と日付。")
    is_verified = forms.BooleanField(
        label="要綱と照らして確かめた", required=False, help_text="確かめるまでは「未確認」と出ます。"
    )
    from_on = SpokenDateField(label="いつからの決めごとか", help_text="始まっている方の回数や終わりは変わりません。")
    reason = forms.CharField(label="変える理由", max_length=200)

    def terms(self) -> Terms:
        """The numbers and steps."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in {"from_on", "reason"}}
        lines = [line.replace(":", "：", 1).partition("：") for line in typed.pop("steps").splitlines() if line.strip()]
        return Terms(**typed, steps=tuple((when.strip(), what.strip()) for when, _, what in lines))


def steps_in_lines(terms: Terms) -> str:
    """The steps as they are typed."""
    return "\n".join(f"{when}：{what}" for when, what in terms.steps)
