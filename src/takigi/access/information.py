"""情報の区分: the seventeen kinds of information, told apart by how far each may travel."""

from takigi.kernel.labelled import Labelled


class Information(Labelled):
    """One kind of information. Every field that identifies somebody belongs to exactly one.

    >>> Information.LOC.label
    '保護すべき住所'
    """

    DIR = "DIR", "機関・地域資源の名簿"
    MTG = "MTG", "会議の日程と場所"
    DEID = "DEID", "名前を伏せた概要"
    IDENT = "IDENT", "氏名・連絡先"
    HH = "HH", "世帯・家族図・エコマップ"
    ASSESS = "ASSESS", "課題・暮らしの状況・経過"
    SENS = "SENS", "要配慮個人情報"
    LOC = "LOC", "保護すべき住所"
    INTL = "INTL", "機関内のメモ・助言記録"
    MREC = "MREC", "会議の資料・記録"
    PLAN = "PLAN", "支援プラン"
    ROLE = "ROLE", "役割分担・宿題"
    WELL = "WELL", "自分のアンケート回答"
    STAT = "STAT", "集計"
    AUDT = "AUDT", "閲覧・操作の記録"
    MEMB = "MEMB", "構成員・守秘確認の名簿"
    LEAD = "LEAD", "気になる人"


# What is about one household's case. Without a valid oath nobody reads any of these.
CASE_CLASSES = frozenset(
    {
        Information.DEID,
        Information.IDENT,
        Information.HH,
        Information.ASSESS,
        Information.SENS,
        Information.LOC,
        Information.INTL,
        Information.MREC,
        Information.PLAN,
        Information.ROLE,
        Information.LEAD,
    }
)
