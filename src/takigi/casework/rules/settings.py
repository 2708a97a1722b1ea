"""個別支援の決めごと: numbers and lists that the sources leave to the town, each with its source. Dated when decided."""

from dataclasses import dataclass
from enum import StrEnum

from takigi.casework.rules.states import CaseRefused
from takigi.kernel.codes import REASON


class Sort(StrEnum):
    """What a value looks like."""

    NUMBER = "number"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True)
class CaseworkSetting:
    """One thing the town decides. A value is text: a number, one key, or keys joined by commas."""

    key: str
    label: str
    help: str
    sort: Sort
    default: str
    source: str
    unit: str = ""
    lowest: int = 0
    highest: int = 999
    choices: tuple[tuple[str, str], ...] = ()


SETTINGS = (
    CaseworkSetting(
        "target_reasons",
        "アセスメント訪問に行く申請理由",
        "台帳を取り込むと、この理由で新しく要支援になった方が「待っている方」に並びます。",
        Sort.MANY,
        "fall_fracture,joint,frailty",
        "転倒・骨折で新しく要支援になった方から訪ねる町の例。法の定めはありません",
        choices=tuple((code.value, code.label) for code in REASON.codes),
    ),
    CaseworkSetting(
        "monthly_visits",
        "アセスメント訪問の月のめやす",
        "板の上に「今月○件 / めやす○件」と出ます。",
        Sort.NUMBER,
        "3",
        "月に3件ずつ訪ねる町の例。法の定めはありません",
        unit="件",
    ),
    CaseworkSetting(
        "visit_within_days",
        "つながってから訪問までのめやす",
        "この日数のうちに訪問がないと、期限を過ぎたケースとして板と週に出ます。",
        Sort.NUMBER,
        "14",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
        lowest=1,
    ),
    CaseworkSetting(
        "visit_counts_from",
        "訪問までの日数をどこから数えるか",
        "申請から数えると、決定を待つ日も入ります。",
        Sort.ONE,
        "decision",
        "指標「アセスメント訪問実施率」の決め方",
        choices=(("decision", "認定の決定日"), ("application", "申請日")),
    ),
    CaseworkSetting(
        "agree_within_days",
        "訪問から目標の合意までのめやす",
        "この日数のうちに合意がないと、期限を過ぎたケースとして板と週に出ます。",
        Sort.NUMBER,
        "45",
        "指標「合意形成率」の45日",
        unit="日",
        lowest=1,
    ),
    CaseworkSetting(
        "suspend_days",
        "入院したとき、続けるか終えるかを決めるまで",
        "その間の週は、短期集中の回数に数えません。",
        Sort.NUMBER,
        "90",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
        lowest=1,
    ),
    CaseworkSetting(
        "test_window_days",
        "始まりと終わりの測定のはば",
        "この日数より離れた測定は「おそい測定」とし、変化の集計に入れません。",
        Sort.NUMBER,
        "14",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
    ),
    CaseworkSetting(
        "course_months",
        "短期集中の長さの上限",
        "延長を合わせた長さです。",
        Sort.NUMBER,
        "6",
        "3か月、必要なら延長して6か月までとする町の要綱の例",
        unit="か月",
        lowest=1,
        highest=24,
    ),
    CaseworkSetting(
        "eligibility_months",
        "事業対象者の有効期間",
        "国の定めはありません。0にすると期限なしになります。",
        Sort.NUMBER,
        "24",
        "津市の例（24か月）",
        unit="か月",
        highest=120,
    ),
    CaseworkSetting(
        "eligibility_notice_days",
        "事業対象者の更新を知らせるのは、終わりの何日前か",
        "板と週に「事業対象者の更新」と出ます。",
        Sort.NUMBER,
        "30",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
        highest=365,
    ),
    CaseworkSetting(
        "service_care_management",
        "短期集中のときの介護予防ケアマネジメント",
        "資料によってAとBの両方があります。",
        Sort.ONE,
        "A",
        "AとするものとBとするものの、二つの公開資料",
        choices=(("A", "ケアマネジメントA"), ("B", "ケアマネジメントB")),
    ),
    CaseworkSetting(
        "frail_from",
        "チェックリストの合計で「フレイル」とする点",
        "合計25点のうち。画面に出典が出ます。",
        Sort.NUMBER,
        "8",
        "Satake ら 2016",
        unit="点",
        highest=25,
    ),
    CaseworkSetting(
        "prefrail_from",
        "チェックリストの合計で「プレフレイル」とする点",
        "合計25点のうち。",
        Sort.NUMBER,
        "4",
        "Satake ら 2016",
        unit="点",
        highest=25,
    ),
    CaseworkSetting(
        "old_centre_reads_days",
        "センターが替わったあと、前のセンターが記録を読める期間",
        "引き継ぎの問い合わせに答えるためです。",
        Sort.NUMBER,
        "90",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
    ),
    CaseworkSetting(
        "quiet_case_days",
        "多機関のケースで、ほかの機関がいない日が続いたら担当者に聞くまで",
        "まず担当者だけに、そっと聞きます。順位はつけません。",
        Sort.NUMBER,
        "60",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
        lowest=14,
    ),
    CaseworkSetting(
        "quiet_offer_days",
        "担当者に聞いてから、上司に「手伝えること」として知らせるまで",
        "担当者が「いまは足りている」と答えたケースは知らせません。",
        Sort.NUMBER,
        "14",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
    ),
    CaseworkSetting(
        "station_exception_days",
        "ステーションが例外として主担当になれる日数",
        "これより先の期限は受け付けません。90日を超えることはできません。",
        Sort.NUMBER,
        "90",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
        lowest=7,
        highest=90,
    ),
    CaseworkSetting(
        "station_alert_days",
        "例外の期限を、何日前から知らせるか",
        "ステーションの板と、戻る先の主担当に出ます。",
        Sort.NUMBER,
        "14",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
        lowest=1,
    ),
    CaseworkSetting(
        "factual_owner_days",
        "ステーションだけが関わる日が続いたら「事実上の主担当」とみるまで",
        "主担当の機関の記録がなく、ステーションの記録だけがある期間です。",
        Sort.NUMBER,
        "60",
        "法の定めはありません。この仕組みの提案です",
        unit="日",
        lowest=14,
    ),
)
SETTING_OF = {setting.key: setting for setting in SETTINGS}


class TownWay:
    """町の決めごとの値 on a day: defaults where nothing was decided."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = {setting.key: setting.default for setting in SETTINGS} | values

    def number(self, key: str) -> int:
        """A value that counts days, months, points or people."""
        return int(self._values[key])

    def word(self, key: str) -> str:
        """A value that is one of several ways."""
        return self._values[key]

    def words(self, key: str) -> frozenset[str]:
        """A value that is a list."""
        return frozenset(word for word in self._values[key].split(",") if word)


def check_setting(key: str, value: str, reason: str) -> str:
    """The value as it is kept. Refuses what the setting cannot be, and a change that nobody can explain later."""
    setting = SETTING_OF.get(key)
    if setting is None:
        raise CaseRefused("この決めごとはありません。一覧から選んでください。")
    if len(reason.strip()) < 5:
        raise CaseRefused("変える理由を、あとで読む人に分かるように書いてください。")
    if setting.sort is Sort.NUMBER:
        if not value.strip().isdecimal() or not setting.lowest <= int(value) <= setting.highest:
            raise CaseRefused(f"「{setting.label}」は{setting.lowest}から{setting.highest}までの数で書いてください。")
        return str(int(value))
    chosen = [word for word in value.split(",") if word]
    unknown = [word for word in chosen if word not in dict(setting.choices)]
    if unknown or not chosen or (setting.sort is Sort.ONE and len(chosen) != 1):
        raise CaseRefused(f"「{'」「'.join(dict(setting.choices).values())}」の中から選んでください。")
    return ",".join(chosen)
