"""多機関協働の言葉: what kinds there are of help, roles, ways of passing on, and what a household looks like."""

import uuid

from takigi.kernel.labelled import Labelled


class CollaborationRefused(ValueError):
    """This cannot be done as it is; the text says what is possible instead."""


class Mode(Labelled):
    """ステーションの関わり方. Always with an end; none of them makes the station the owner."""

    CONSULTED = "consulted", "名前を伏せた事前相談"
    ADVICE = "advice", "助言"
    ASSESSING = "assessing", "アセスメント支援"
    PLAYING = "playing", "プレイングマネージャー"
    COORDINATING = "coordinating", "調整"
    MEETING_PLACE = "meeting_place", "場づくり"


class RoleKind(Labelled):
    """役割. The owner is not among them: it is held, never asked for."""

    COOPERATE = "cooperate", "協力"
    ADVISE = "advise", "助言"
    WATCH = "watch", "見守り"
    INFORM = "inform", "情報提供"
    ASSESS = "assess", "アセスメント支援"
    CANDIDATE = "candidate", "つなぎ先候補"


class RoleStatus(Labelled):
    """役割の状態."""

    REQUESTED = "requested", "返事待ち"
    ACCEPTED = "accepted", "引き受けた"
    DECLINED = "declined", "断った"
    DONE = "done", "済んだ"
    WITHDRAWN = "withdrawn", "取り下げた"


class ReferralStatus(Labelled):
    """つなぎの状態. Whatever becomes of it, the owner stays."""

    SENT = "sent", "返事待ち"
    ACCEPTED = "accepted", "受け入れた"
    REJECTED = "rejected", "受け入れられなかった"
    DONE = "done", "始まった"
    REVOKED = "revoked", "取り下げた"


class Warmth(Labelled):
    """つなぎ方."""

    TOGETHER = "together", "一緒に行く"
    CALL = "call", "電話で紹介する"
    LETTER = "letter", "書面で紹介する"


class TransferStatus(Labelled):
    """移管の状態."""

    PROPOSED = "proposed", "返事待ち"
    ACCEPTED = "accepted", "受け入れた"
    DECLINED = "declined", "受け入れなかった"
    WITHDRAWN = "withdrawn", "取り下げた"


class TransferReason(Labelled):
    """移管の理由."""

    MOVED = "moved", "住む場所が変わった"
    AGE = "age", "年齢により制度が変わった"
    MAIN_NEED = "main_need", "中心となる課題が変わった"
    WISH = "wish", "本人・家族の希望"
    RELATIONSHIP = "relationship", "関係がつくれている機関に移す"
    AGENCY_ENDED = "agency_ended", "機関がなくなる"
    TEMPORARY = "temporary", "一時的に受け持つ人がいない"
    OTHER = "other", "その他"


class Precision(Labelled):
    """困りごとの始まりが、どこまで分かるか."""

    MONTH = "month", "月まで"
    HALF = "half", "半年まで"
    YEAR = "year", "年まで"


class Source(Labelled):
    """困りごとの始まりを、だれが言ったか."""

    PERSON = "person", "本人"
    FAMILY = "family", "家族"
    SUPPORTER = "supporter", "支援者の推定"


class Composition(Labelled):
    """世帯の形."""

    ALONE = "alone", "単身"
    COUPLE = "couple", "夫婦"
    PARENT_AND_GROWN_CHILD = "parent_and_grown_child", "親と未婚の子"
    SINGLE_PARENT = "single_parent", "ひとり親"
    THREE_GENERATIONS = "three_generations", "三世代"
    OTHER = "other", "その他"


class HouseholdFlag(Labelled):
    """世帯の事情."""

    PARENT_80_CHILD_50 = "8050", "8050"
    DOUBLE_CARE = "double_care", "ダブルケア"
    YOUNG_CARER = "young_carer", "ヤングケアラー"


def withdrawal_of(case_id: uuid.UUID) -> str:
    """How the task of looking at a withdrawn consent names its case."""
    return f"consent:{case_id}"


def target_of(case_id: uuid.UUID) -> str:
    """How the audit log and emergency readings name a case of either kind."""
    return f"case:{case_id}"
