"""効果発現経路の言葉: the kinds and grades that nodes and links of a theory carry."""

from takigi.kernel.labelled import Labelled


class LogicModelRefused(ValueError):
    """The story cannot take this as it is; the text says what is possible instead."""


class NodeKind(Labelled):
    """効果発現経路の箱の種類, in the order in which the template reads them."""

    CURRENT = "current_state", "現状"
    CAUSE = "cause", "原因"
    ISSUE = "issue", "課題"
    AUDIENCE = "audience", "誰に"
    RESOURCE = "resource", "投入"
    ACTIVITY = "activity", "どう働きかける"
    OUTPUT = "output", "直接の結果"
    OUTCOME = "outcome", "何が変わる"
    IDEAL = "ideal_state", "ありたい姿"
    FACTOR = "external_factor", "外からの影響"
    MONITORING = "monitoring", "モニタリング"


class AudienceKind(Labelled):
    """誰にの種類 (policy.md 6)."""

    PERSON = "person", "本人・家族"
    CENTRE = "centre", "地域包括支援センター"
    CARE_MANAGER = "care_manager", "ケアマネジャー"
    PROVIDER = "provider", "事業所"
    THERAPIST = "therapist", "リハ職"
    MEDICAL = "medical", "医療機関"
    COORDINATOR = "coordinator", "生活支援コーディネーター"
    COMMUNITY = "community", "地域"
    CITY_HALL = "city_hall", "庁内"
    PARTNER = "partner", "協力機関"
    OTHER = "other", "その他"


class OutcomeLevel(Labelled):
    """何が変わるの段."""

    INITIAL = "initial", "初期"
    INTERMEDIATE = "intermediate", "中間"
    LONG_TERM = "long_term", "長期"


class ChangeKind(Labelled):
    """変化の種類: what becomes different in whoever changes."""

    KNOWS = "knows", "知る"
    UNDERSTANDS = "understands", "わかる"
    FEELS = "feels", "気持ち"
    SAYS = "says", "言葉"
    ACTS = "acts", "行動"
    RELATES = "relates", "関係"
    SYSTEM = "system", "仕組み"
    CONDITION = "condition", "状態"


class CauseKind(Labelled):
    """原因の種類."""

    KNOWLEDGE = "knowledge", "知識"
    AWARENESS = "awareness", "意識"
    SKILL = "skill", "技能"
    SYSTEM = "system", "仕組み"
    RESOURCE = "resource", "資源"
    RELATION = "relation", "関係"
    LAW = "law", "制度"


class Reach(Labelled):
    """手の届くところか."""

    OURS = "ours", "変えられる"
    WITH_OTHERS = "with_others", "他機関と"
    OUT_OF_REACH = "out_of_reach", "変えられない"


class ActivityState(Labelled):
    """活動の状態."""

    IDEA = "idea", "構想"
    TALKS = "talks", "協議中"
    RUNNING = "running", "実施中"
    PAUSED = "paused", "休止"
    DONE = "done", "完了"
    STOPPED = "stopped", "中止"


class BudgetStep(Labelled):
    """予算の段取り: what has to happen before a thing can be done."""

    TALKS = "talks", "協議"
    BUDGET = "budget", "予算"
    SPECIFICATION = "specification", "仕様書"
    CONTRACT = "contract", "契約"


class ResourceKind(Labelled):
    """投入の種類."""

    PEOPLE = "people", "人"
    MONEY = "money", "予算"
    TIME = "time", "時間"
    PLACE = "place", "場"
    ENTRUSTED = "entrusted", "委託"


class FactorDirection(Labelled):
    """外からの影響の向き."""

    HELPS = "helps", "追い風"
    HINDERS = "hinders", "向かい風"
    UNKNOWN = "unknown", "わからない"


class LinkStrength(Labelled):
    """つながりの強さ: what the arrow rests on."""

    UNVERIFIED = "unverified", "未確認"
    EXPERIENCE = "experience", "経験"
    CASES = "cases", "事例"
    OTHER_TOWN = "other_town", "他市の実績"
    COMPARISON = "comparison", "比較あり"
    RESEARCH = "research", "研究"


class LinkStatus(Labelled):
    """つながりの状態."""

    HYPOTHESIS = "hypothesis", "仮説"
    TESTING = "testing", "確かめ中"
    SUPPORTED = "supported", "支えられた"
    WEAK = "weak", "弱い"
    DENIED = "denied", "否定"


class Importance(Labelled):
    """要のつながりか、補うつながりか."""

    KEY = "key", "要"
    SUPPORTING = "supporting", "補"


class AssumptionState(Labelled):
    """前提の状態."""

    UNCHECKED = "unchecked", "未確認"
    CHECKING = "checking", "確かめ中"
    HOLDS = "holds", "成り立つ"
    FAILS = "fails", "成り立たない"


class Plausibility(Labelled):
    """別の説明のもっともらしさ."""

    LOW = "low", "低い"
    POSSIBLE = "possible", "ありうる"
    HIGH = "high", "高い"


class VoiceOrigin(Labelled):
    """声の来たところ."""

    TYPED = "typed", "書きとめた"
    VISIT = "visit", "訪問の記録から"
    MEETING = "meeting", "会議から"
    SURVEY = "survey", "アンケートから"


_INNER = str.maketrans("「」", "『』")


def said(text: str, what: str) -> str:
    """The text without blanks around it; refuses silence, naming what is asked for."""
    if not text.strip():
        raise LogicModelRefused(f"{what}を書いてください。")
    return text.strip()


def quoted(text: str) -> str:
    """The text in quotation marks, with those of its own inside them.

    >>> quoted("「やってみたい」と言う")
    '「『やってみたい』と言う」'
    """
    return f"「{text.translate(_INNER)}」"
