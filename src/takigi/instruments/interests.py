"""興味・関心チェックシート: the activities of a form as data, each answered by three independent marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Activity:
    """行の見出し: one activity of a form under a key of its own."""

    key: str
    label: str


@dataclass(frozen=True)
class InterestForm:
    """様式: the activities of one form. Forms in use differ in their number of rows, so none is fixed."""

    key: str
    name: str
    source: str
    verified: bool
    activities: tuple[Activity, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The rows in the order of the paper."""
        return tuple(one.key for one in self.activities)

    def activity(self, key: str) -> Activity:
        """The activity behind a key, or KeyError."""
        return dict(zip(self.keys, self.activities, strict=True))[key]


def form_from_labels(key: str, name: str, source: str, labels: Iterable[str]) -> InterestForm:
    """A form as a town prints it. Rows without a word are left out; the same word twice is one row."""
    words = dict.fromkeys(label.strip() for label in labels if label.strip())
    activities = tuple(Activity(f"{key}_{number:02}", label) for number, label in enumerate(words, 1))
    return InterestForm(key, name, source, False, activities)


@dataclass(frozen=True)
class InterestAnswer:
    """一行の答え: doing it, wanting to, being interested. How often plays no part; none of them is the form's ×."""

    key: str
    is_doing: bool
    is_wanted: bool
    is_interesting: bool
    why_not: str = ""

    @property
    def is_none(self) -> bool:
        """Whether none applies, which the paper writes as × under している and the visitor asks about."""
        return not (self.is_doing or self.is_wanted or self.is_interesting)

    @property
    def marks(self) -> tuple[str, str, str]:
        """What stands in the three columns of the paper."""
        doing = "○" if self.is_doing else "×" if self.is_none else ""
        return doing, "○" if self.is_wanted else "", "○" if self.is_interesting else ""


_ACTIVITIES = (
    ("toilet", "一人でトイレに行く"),
    ("bath", "一人で風呂に入る"),
    ("dressing", "自分で服を着る"),
    ("eating", "自分で食べる"),
    ("teeth", "歯みがきをする"),
    ("grooming", "身だしなみを整える"),
    ("sleep", "好きなときに眠る"),
    ("cleaning", "掃除・整理整頓"),
    ("cooking", "料理を作る"),
    ("shopping", "買い物"),
    ("garden", "家や庭の手入れ・世話"),
    ("laundry", "洗濯・洗濯物たたみ"),
    ("driving", "自転車・車の運転"),
    ("transport", "電車・バスでの外出"),
    ("grandchildren", "孫・子どもの世話"),
    ("animals", "動物の世話"),
    ("friends", "友だちとおしゃべり・遊ぶ"),
    ("family", "家族・親せきとの団らん"),
    ("dating", "デート・異性との交流"),
    ("pub", "居酒屋に行く"),
    ("volunteering", "ボランティア"),
    ("community", "地域の活動（町内会・老人クラブ）"),
    ("worship", "お参り・宗教活動"),
    ("learning", "生涯学習・歴史"),
    ("reading", "読書"),
    ("haiku", "俳句"),
    ("calligraphy", "書道・習字"),
    ("painting", "絵を描く・絵手紙"),
    ("computer", "パソコン・ワープロ"),
    ("photography", "写真"),
    ("performances", "映画・観劇・演奏会"),
    ("tea_flowers", "お茶・お花"),
    ("singing", "歌を歌う・カラオケ"),
    ("music", "音楽を聴く・楽器演奏"),
    ("board_games", "将棋・囲碁・麻雀・ゲームなど"),
    ("exercise", "体操・運動"),
    ("walking", "散歩"),
    ("sports", "ゴルフ・水泳・テニスなどのスポーツ"),
    ("dancing", "ダンス・踊り"),
    ("watching_sports", "野球・相撲などの観戦"),
    ("betting", "競馬・競輪・競艇・パチンコ"),
    ("knitting", "編み物"),
    ("sewing", "針仕事"),
    ("farming", "畑仕事"),
    ("paid_work", "賃金をともなう仕事"),
    ("travel", "旅行・温泉"),
)

STANDARD_FORM = InterestForm(
    key="interest_standard",
    name="興味・関心チェックシート",
    source="厚生労働省の様式（日本作業療法士協会と作成）。行の見出しは様式との照合前",
    verified=False,
    activities=tuple(Activity(f"interest_{key}", label) for key, label in _ACTIVITIES),
)
