"""会議の言葉: kinds of meeting, what is asked, who sits there, and how a refusal is said."""

from takigi.kernel.labelled import Labelled


class MeetingsRefused(ValueError):
    """The meeting cannot take this as it is; the text says the lawful way on."""


class MeetingKind(Labelled):
    """会議・場の種類. What may be opened there follows from the body's legal basis, never from this name."""

    SUPPORT = "support", "支援会議"
    PLANNING = "planning", "重層的支援会議"
    CARE = "care", "地域ケア個別会議"
    SUPPORTERS_CITY = "supporters_city", "支援者支援会議（全市）"
    SUPPORTERS_BLOCK = "supporters_block", "支援者支援会議（ブロック）"
    LECTURE = "lecture", "出前講座"
    TEAM = "team", "担当者ミーティング"
    COUNCIL = "council", "協議体"
    TRAINING = "training", "研修"
    OTHER = "other", "その他"


class AskType(Labelled):
    """お願いしたいこと. To take the case over is not among them: the owner stays."""

    ADVICE = "advice", "助言がほしい"
    COME_ALONG = "come_along", "同行してほしい"
    ANOTHER_ROLE = "another_role", "役割を分けあいたい"
    ASSESSMENT = "assessment", "一緒に見立てたい"
    RESOURCE = "resource", "使えるものを探したい"
    SORT_OUT = "sort_out", "状況を整理したい"


class MemberKind(Labelled):
    """構成員の別."""

    STANDING = "standing", "常任"
    ADHOC = "adhoc", "事例ごと"


class Capacity(Labelled):
    """参加の立場."""

    MEMBER = "member", "構成員"
    ADHOC = "adhoc", "臨時に招いた方"
    COMMUNITY = "community", "民生委員・住民"
    LECTURER = "lecturer", "講師"
    SECRETARIAT = "secretariat", "事務局"
    OBSERVER = "observer", "傍聴"


class Reply(Labelled):
    """招集への返事."""

    WAITING = "waiting", "返事を待っています"
    ACCEPTED = "accepted", "出席します"
    DECLINED = "declined", "欠席します"


class CopyEnd(Labelled):
    """資料の控えが終わったわけ."""

    RETURNED = "returned", "返した"
    DECLINED = "declined", "欠席の返事になった"
    RECALLED = "recalled", "事務局が回収した"
    CONSENT_WITHDRAWN = "consent_withdrawn", "本人が同意を取り消した"
    LEFT = "left", "職務を離れた"
    CLASS_CLOSED = "class_closed", "開示を終えた"
