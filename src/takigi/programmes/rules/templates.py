"""事業のひな形: programmes that published ones describe, each with its source; a town adopts one and makes it its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from takigi.programmes.rules.words import ProgrammeKind, ProgrammeRefused


@dataclass(frozen=True)
class Terms:
    """決めごと: what a programme gives, from a day on. `None`: the source does not say, or there is no such limit.

    `steps` are 時期 and 内容. `is_verified`: somebody of the town has held them against the document.
    """

    weeks: int
    sessions: int
    minutes: int
    extension_months: int
    fee_yen: int = 0
    extension_fee_yen: int = 0
    follow_up_weeks: int | None = None
    has_transport: bool = False
    steps: tuple[tuple[str, str], ...] = ()
    source: str = ""
    is_verified: bool = False


@dataclass(frozen=True)
class Template:
    """ひな形: where it comes from and as of when it was described."""

    key: str
    name: str
    kind: ProgrammeKind
    described_on: date
    terms: Terms
    note: str = ""


_TWELVE = (
    ("始まる前", "リハ職の訪問、計画、担当者会議、事業所への引き継ぎ"),
    ("1回目", "体力測定、個別の計画の確認、助言"),
    ("2〜10回目", "暮らしの課題に向けた個別の助言、自分で続けるための練習、地域とのつながりの手伝い"),
    ("11回目", "体力測定、アンケート"),
    ("12回目", "ふりかえり、これからの暮らしの計画"),
)
_OWN = "町の要綱で決めます。数は始めの値で、要綱と照らして直してください。"

TEMPLATES = (
    Template(
        "hachioji",
        "週1回・12回（八王子市の例）",
        ProgrammeKind.DAY,
        date(2021, 4, 1),
        Terms(12, 12, 60, 0, steps=_TWELVE, source="八王子市 短期集中予防サービスの説明資料（2021年4月開始）"),
        note="60分×12回、3か月。延長の定めは資料にありません。12回目の内容は資料に書かれておらず、案です。",
    ),
    Template(
        "neyagawa",
        "12回と延長（寝屋川市の例）",
        ProgrammeKind.DAY,
        date(2020, 4, 1),
        Terms(
            13,
            12,
            60,
            3,
            extension_fee_yen=1000,
            has_transport=True,
            steps=(("毎回", "理学療法士・作業療法士・歯科衛生士・管理栄養士が、活動を増やす助言をする"),),
            source="寝屋川市 通所型サービス（短期集中）の説明資料",
        ),
        note="3か月・12回は無料、延長は3か月まで1回1,000円。1回の時間は資料にないため、案です。",
    ),
    Template(
        "town_on_demand",
        "町の通所C（随時型）",
        ProgrammeKind.DAY_ON_DEMAND,
        date(2026, 4, 1),
        Terms(12, 12, 60, 3, source=_OWN),
        note="始まりの日を一人ずつ決めます。",
    ),
    Template(
        "town_class",
        "町の通所C（教室型）",
        ProgrammeKind.DAY_CLASS,
        date(2026, 4, 1),
        Terms(12, 12, 90, 3, source=_OWN),
        note="決まった曜日に、同じ顔ぶれで始めて終わります。",
    ),
    Template(
        "home",
        "訪問C",
        ProgrammeKind.HOME,
        date(2026, 4, 1),
        Terms(12, 6, 60, 3, source=_OWN),
        note="リハ職が自宅を訪ね、暮らしの動作を練習します。",
    ),
    Template(
        "pilot_follow_up",
        "週1回・12回と12週後の測定（千葉県内の市の試験）",
        ProgrammeKind.DAY,
        date(2020, 4, 1),
        Terms(
            12,
            12,
            60,
            3,
            follow_up_weeks=12,
            steps=(("毎回", "面談およそ20分（理学療法士）、運動およそ40分"), ("0・12・24週", "体力測定")),
            source="千葉県内の市の試験（11人、報告論文）",
        ),
        note="終わってから12週後にもう一度測ります。延長の長さは町の始めの値です。",
    ),
)
TEMPLATE_OF: Mapping[str, Template] = MappingProxyType({template.key: template for template in TEMPLATES})

_LIMITS = (
    ("weeks", "期間（週）", 1, 52),
    ("sessions", "回数", 1, 100),
    ("minutes", "1回の時間（分）", 10, 480),
    ("extension_months", "延長（か月まで）", 0, 12),
    ("fee_yen", "1回の利用料（円）", 0, 100_000),
    ("extension_fee_yen", "延長したときの1回の利用料（円）", 0, 100_000),
)


def check_terms(terms: Terms) -> None:
    """Refuses numbers that no programme has, naming the range.

    >>> check_terms(Terms(12, 12, 60, 3))
    """
    for name, label, low, high in _LIMITS:
        if not low <= getattr(terms, name) <= high:
            raise ProgrammeRefused(f"「{label}」は{low}から{high}までの数で書いてください。")
    if terms.follow_up_weeks is not None and not 1 <= terms.follow_up_weeks <= 104:
        raise ProgrammeRefused("「終わったあとの測定（週後）」は1から104までの数で書くか、空のままにしてください。")
    if terms.is_verified and not terms.source.strip():
        raise ProgrammeRefused("確かめたときは、何と照らしたか（要綱の名前と日付）を出典に書いてください。")
