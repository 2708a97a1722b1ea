"""関係: what a member of staff is to one case. Every reading rests on one of these, never on an agency's name."""

from enum import StrEnum
from typing import Self


class Relation(StrEnum):
    """One of the fifteen standings a person can have towards a case.

    A person may have several at once. `reason` is the sentence printed on the
    screen as 閲覧の根拠 and kept in the reading log.

    >>> Relation.OWN.reason
    '主担当機関でこのケースを担当しているため'
    """

    label: str
    reason: str

    def __new__(cls, value: str, label: str, reason: str) -> Self:
        relation = str.__new__(cls, value)
        relation._value_, relation.label, relation.reason = value, label, reason
        return relation

    OWN = "OWN", "主担当", "主担当機関でこのケースを担当しているため"
    OWN_SUP = "OWN_SUP", "主担当の上司", "主担当機関の監督者であるため"
    OWN_PEER = "OWN_PEER", "主担当の同僚", "主担当機関の職員であるため"
    COOP = "COOP", "協力機関", "このケースで役割を引き受けているため"
    COOP_REQ = "COOP_REQ", "協力依頼中", "このケースで役割を頼まれているため"
    STN = "STN", "ステーション", "ステーションの職員としてこのケースに関わっているため"
    STN_PRE = "STN_PRE", "ステーション（事前相談）", "名前を伏せた事前相談を受けているため"
    SEC = "SEC", "事務局", "会議の事務局の職員であるため"
    PART = "PART", "会議の参加者", "このケースの会議に招かれ、参加を承諾しているため"
    COM = "COM", "民生委員・住民", "民生委員・住民としてこのケースの会議に招かれているため"
    PAST = "PAST", "以前の関係者", "以前このケースに関わっていたため"
    EVAL = "EVAL", "評価担当", "評価を担当しているため"
    ADM = "ADM", "システム管理者", "システムの管理者であるため"
    AUD = "AUD", "監査担当", "監査を担当しているため"
    NONE = "NONE", "関係なし", "このシステムの利用者であるため"
