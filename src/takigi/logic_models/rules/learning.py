"""学びの言葉: decisions, where a thing got stuck, and what may be claimed."""

from takigi.kernel.labelled import Labelled


class DecisionKind(Labelled):
    """判断の種類."""

    GO_ON = "go_on", "続ける"
    POLISH = "polish", "磨く"
    CORRECT = "correct", "軌道修正"
    TURN = "turn", "方向転換"
    STOP = "stop", "やめる"
    WAIT = "wait", "保留"


class StuckAt(Labelled):
    """つまずきの場所."""

    DELIVERY = "delivery", "実行（届いていない）"
    LOGIC = "logic", "論理（届いたが変わらない）"
    EFFICIENCY = "efficiency", "効率（手間に見合わない）"
    MEASUREMENT = "measurement", "測定（見えていない）"


class Answer(Labelled):
    """はい・いいえ・わからない."""

    YES = "yes", "はい"
    NO = "no", "いいえ"
    PARTLY = "partly", "一部"
    UNKNOWN = "unknown", "まだわからない"


class Comparison(Labelled):
    """比べ方 (policy.md 6). How far each reaches: `rungs.HIGHEST_RUNG`."""

    ASSIGNED = "assigned", "割付"
    QUASI = "quasi", "準実験"
    BASELINE = "baseline", "基準線"
    BEFORE_AFTER = "before_after", "前後・事例"


def stuck_at(delivered: Answer, changed: Answer) -> StuckAt | None:
    """Not delivered, or delivered without change? Nothing to say where both went well.

    >>> stuck_at(Answer.YES, Answer.NO).label
    '論理（届いたが変わらない）'
    """
    if delivered in (Answer.NO, Answer.PARTLY):
        return StuckAt.DELIVERY
    if Answer.UNKNOWN in (delivered, changed):
        return StuckAt.MEASUREMENT
    return None if changed is Answer.YES else StuckAt.LOGIC


class FactKind(Labelled):
    """薪の種類."""

    STATISTIC = "statistic", "統計"
    HEARD = "heard", "聞き取り"
    CASE = "case", "事例"
    OBSERVED = "observed", "観察"
    PAPER = "paper", "資料"


class FactQuality(Labelled):
    """薪の確かさ."""

    SURE = "sure", "確か"
    ROUGH = "rough", "だいたい"
    HEARSAY = "hearsay", "伝聞"


class Sensitivity(Labelled):
    """どこまで出せるか."""

    PUBLIC = "public", "公開可"
    CITY_HALL = "city_hall", "庁内"
    SECRET = "secret", "秘匿"


class CaseResult(Labelled):
    """事例の結果."""

    BACK = "back", "元の生活に戻った"
    PARTLY = "partly", "一部"
    NOT_BACK = "not_back", "戻らず"


class Stance(Labelled):
    """薪が読み取りに対して言うこと."""

    SUPPORTS = "supports", "支える"
    AGAINST = "against", "合わない"


class Confidence(Labelled):
    """読み取りの自信."""

    LOW = "low", "弱い"
    MEDIUM = "medium", "ふつう"
    HIGH = "high", "強い"


class UseRole(Labelled):
    """指標の役割. It belongs to the use, never to the indicator."""

    ACTIVITY = "activity", "活動"
    OUTPUT = "output", "直接の結果"
    INITIAL = "initial", "初期"
    INTERMEDIATE = "intermediate", "中間"
    LONG_TERM = "long_term", "長期"
    WATCH = "watch", "監視"


# Roles that speak of a change in somebody.
OUTCOME_ROLES = frozenset({UseRole.INITIAL, UseRole.INTERMEDIATE, UseRole.LONG_TERM})


class WantedDirection(Labelled):
    """のぞむ向き."""

    UP = "up", "増える"
    DOWN = "down", "減る"
    KEEP = "keep", "保つ"


class Frequency(Labelled):
    """どのくらいおきに数がそろうか."""

    MONTHLY = "monthly", "毎月"
    QUARTERLY = "quarterly", "3か月ごと"
    YEARLY = "yearly", "毎年"
    THREE_YEARLY = "three_yearly", "3年ごと"
    ONCE = "once", "一度だけ"


class MemberRole(Labelled):
    """チームでの役割."""

    LEAD = "lead", "とりまとめ"
    MEMBER = "member", "メンバー"
    CONTRACTOR = "contractor", "受託者"
    MENTOR = "mentor", "メンター"
    PARTNER = "partner", "庁内の関係者"


EDITORS = frozenset({MemberRole.LEAD, MemberRole.MEMBER, MemberRole.CONTRACTOR})


class Visibility(Labelled):
    """見せる範囲."""

    TEAM = "team", "チーム"
    CITY_HALL = "city_hall", "庁内"
    PUBLIC = "public", "公開"


class Scheme(Labelled):
    """もとになる制度."""

    COMPREHENSIVE = "comprehensive", "総合事業"
    MULTILAYERED = "multilayered", "重層的支援体制整備事業"
    HOME_MEDICINE = "home_medicine", "在宅医療・介護連携"
    OTHER = "other", "その他"


class TriggerKind(Labelled):
    """版のきっかけ."""

    REFLECTION = "reflection", "振り返り"
    FACT = "fact", "薪"
    COMMENT = "comment", "問い返し"
    DECISION = "decision", "判断"
    OTHER = "other", "その他"
