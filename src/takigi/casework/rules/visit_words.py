"""訪問の言葉: the codes in which a visit is written down, each beside the words that were really said."""

from takigi.kernel.labelled import Labelled


class Reaction(Labelled):
    """反応 to the ways that were shown (casework.md 3.5)."""

    UNDERSTOOD = "understood_alternative", "そういうやり方もあるんだ"
    NEUTRAL = "neutral", "考えたい"
    REFUSED = "refused", "いまはいい"
    FAMILY_REFUSED = "family_refused", "家族がのぞまない"


class Reversible(Labelled):
    """戻れる見込み, as judged on the day."""

    HIGH = "high", "高い"
    MEDIUM = "medium", "ある"
    LOW = "low", "むずかしい"


class OptionKind(Labelled):
    """示した道: what can be offered."""

    COMMUNITY_C = "community_c", "通所C"
    HOME_C = "home_c", "訪問C"
    GATHERING = "gathering", "通いの場"
    SELF = "self", "自分で"
    DAY_SERVICE = "day_service", "デイサービス"
    OTHER = "other", "その他"


UNDECIDED = "undecided"


class VisitorKind(Labelled):
    """訪問した人の職種."""

    NURSE = "nurse", "保健師・看護師"
    SOCIAL_WORKER = "social_worker", "社会福祉士"
    CHIEF_CARE_MANAGER = "chief_care_manager", "主任ケアマネジャー"
    CARE_MANAGER = "care_manager", "ケアマネジャー"
    PT = "pt", "理学療法士"
    OT = "ot", "作業療法士"
    ST = "st", "言語聴覚士"
    COORDINATOR = "coordinator", "SC"
    OTHER = "other", "その他"


# Who may judge whether the way back is open.
JUDGES = (VisitorKind.PT, VisitorKind.OT, VisitorKind.ST, VisitorKind.NURSE, VisitorKind.OTHER)


class Present(Labelled):
    """同席した人."""

    PERSON = "person", "本人"
    SPOUSE = "spouse", "夫・妻"
    DAUGHTER = "daughter", "娘"
    SON = "son", "息子"
    DAUGHTER_IN_LAW = "daughter_in_law", "嫁"
    SIBLING = "sibling", "きょうだい"
    NEIGHBOUR = "neighbour", "近所の人"
    OTHER = "other", "その他"


class Place(Labelled):
    """訪ねた所."""

    HOME = "home", "自宅"
    HOSPITAL = "hospital", "病院"
    FAMILY_HOME = "family_home", "家族の家"
    OTHER = "other", "その他"


class Onset(Labelled):
    """きっかけになったできごと."""

    FALL = "fall", "転倒"
    FRACTURE = "fracture", "骨折"
    SURGERY = "surgery", "手術"
    DISCHARGE = "discharge", "退院"
    ILLNESS = "illness", "病気"
    LOSS = "loss", "家族との別れ"
    GRADUAL = "gradual", "だんだんと"
    OTHER = "other", "その他"


class Lost(Labelled):
    """できなくなったこと."""

    FIELD = "field", "畑・庭"
    BATH = "bath", "風呂"
    WALK = "walk", "近所歩き"
    SHOPPING = "shopping", "買い物"
    COOKING = "cooking", "料理"
    CLEANING = "cleaning", "掃除・洗たく"
    HOBBY = "hobby", "趣味・集まり"
    ROLE = "role", "役割・仕事"
    SNOW = "snow", "雪かき"
    OTHER = "other", "その他"


class Speaker(Labelled):
    """だれのことばか. A wish that was told for somebody is never written as if they had said it."""

    PERSON = "person", "本人が言った"
    FAMILY = "family", "家族が代わりに言った"
    STAFF = "staff", "職員が様子から書いた"
