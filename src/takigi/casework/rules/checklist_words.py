"""チェックリストの言葉: how the answers came, from whom, and how somebody stands. Pure."""

from takigi.kernel.labelled import Labelled


class AnswerWay(Labelled):
    """答え方: how the answers came."""

    FACE = "face", "対面"
    POST = "post", "郵送"
    PHONE = "phone", "電話"
    PROXY = "proxy", "代理"


class AnsweredBy(Labelled):
    """答えた人. Who answers and who judges are two people (V15)."""

    PERSON = "person", "本人"
    FAMILY = "family", "家族"
    CARE_MANAGER = "care_manager", "ケアマネジャー"
    OTHER = "other", "その他"


class Standing(Labelled):
    """事業対象者かどうか, on one day."""

    IN_FORCE = "in_force", "事業対象者です"
    SUSPENDED = "suspended", "止まっています"
    OVERTAKEN = "overtaken", "後のチェックリストが基準に届いていません"
    EXPIRED = "expired", "期間が終わりました"
    ENDED = "ended", "終わりました"
    NOT_YET = "not_yet", "まだ始まっていません"


class RowEnd(Labelled):
    """取り込む行がどうなるか."""

    NEW = "new", "取り込む行"
    SAME = "same", "もう記録がある行"
    LEFT_OUT = "left_out", "取り込まない行"
