"""操作表: who may do what to a case, and what must be there first. Seeing is not changing.

The rooms that write ask `is_open_to` and enforce every `Requirement` of the row in their own policies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from takigi.access.relations import Relation
from takigi.kernel.labelled import Labelled


class Action(Labelled):
    """操作."""

    RECORD_CASE = "record_case", "ケース・経過・課題を記録する"
    CONSULT_STATION = "consult_station", "名前を伏せてステーションに相談する"
    REQUEST_MEETING = "request_meeting", "支援会議を依頼する"
    CONVENE_MEETING = "convene_meeting", "会議を受理・招集・中止し、招く人を選ぶ"
    DISCLOSE = "disclose", "資料を付ける・開示する"
    DRAFT_MINUTES = "draft_minutes", "記録と決定を起案する"
    CONFIRM_MINUTES = "confirm_minutes", "自分のケースの事実を確認する"
    REQUEST_ROLE = "request_role", "役割を頼む"
    ANSWER_ROLE = "answer_role", "役割を引き受ける・断る"
    CHANGE_OWNER_PERSON = "change_owner_person", "同じ機関の中で担当者を替える"
    PROPOSE_TRANSFER = "propose_transfer", "主担当の移管を提案する"
    ACCEPT_TRANSFER = "accept_transfer", "主担当の移管を受け入れる"
    TRANSFER_TO_STATION = "transfer_to_station", "ステーションへ例外として移管する"
    RECORD_CONSENT = "record_consent", "同意を記録する"
    WITHDRAW_CONSENT = "withdraw_consent", "同意の撤回を記録する"
    DECIDE_PLAN = "decide_plan", "支援プランを決定する"
    CLOSE_CASE = "close_case", "ケースを終結する"
    EXPORT = "export", "書き出す・印刷する"
    BREAK_GLASS = "break_glass", "緊急の閲覧を始める"
    KEEP_MEMBERS = "keep_members", "構成員と守秘確認を登録する"
    READ_AUDIT = "read_audit", "閲覧・操作の記録を読む"
    KEEP_ACCOUNTS = "keep_accounts", "アカウントを登録する"
    RUN_INDICATORS = "run_indicators", "指標を集計する"


class Requirement(Labelled):
    """操作の条件."""

    OWN_PURPOSE = "own_purpose", "自分の機関の業務の目的の範囲である"
    CHECKED_AS_DEIDENTIFIED = "checked_as_deidentified", "名前を伏せたことの点検が済んでいる"
    FIELD_DISCUSSION = "field_discussion", "分野内での検討の記録がある（なければ理由）"
    WHAT_OWNER_KEEPS = "what_owner_keeps", "主担当が続けることが書かれている"
    OWNER_STAYS = "owner_stays", "主担当機関は変わらない"
    MEMBER_OR_REASON = "member_or_reason", "招く人は構成員である（そうでなければ認めた理由）"
    CLASS_BY_CLASS = "class_by_class", "情報の区分ごとに開示する"
    NECESSITY_FOR_SENSITIVE = "necessity_for_sensitive", "要配慮個人情報には必要性の記録がある"
    NEVER_PROTECTED_ADDRESS = "never_protected_address", "保護すべき住所を含まない"
    DISCLOSURE_BASIS = "disclosure_basis", "開示の根拠が示されている"
    TARGET_AGENCY = "target_agency", "頼む先の機関が示されている"
    REASON_IF_DECLINED = "reason_if_declined", "断るときは理由がある"
    SUBJECT_INFORMED = "subject_informed", "本人に説明した日（なければ理由）がある"
    EXCEPTION_UNTIL = "exception_until", "例外の期限がある"
    EXIT_PLAN = "exit_plan", "終わり方の計画がある"
    FORM_VERSION = "form_version", "同意書の版が記録されている"
    PLANNING_MEETING = "planning_meeting", "重層的支援会議で決める"
    CONSENT_GRANTED = "consent_granted", "本人の同意がある"
    NO_OPEN_ACTIONS = "no_open_actions", "ほかの人の宿題が残っていない（残すときは覚え書き）"
    REASON = "reason", "理由が書かれている"
    WATERMARK = "watermark", "透かしが入る"
    ENDS_IN_24_HOURS = "ends_in_24_hours", "24時間以内に終わる"
    OWNER_NOTIFIED = "owner_notified", "主担当と自治体に直ちに知らせる"
    REVIEWED = "reviewed", "3営業日以内に点検する"
    NO_RELATION_GRANTED = "no_relation_granted", "ケースとの関係は与えられない"
    NO_CASE_READING = "no_case_reading", "ケースの情報は読めない"
    SMALL_NUMBERS_HIDDEN = "small_numbers_hidden", "少人数を伏せる"


@dataclass(frozen=True, slots=True)
class WriteRule:
    """One row: relations that may act, each with its limit (empty where there is none)."""

    open_to: Mapping[Relation, str] = field(default_factory=lambda: MappingProxyType({}))
    also: str = ""  # whoever acts by an office rather than by a relation to this case
    requires: tuple[Requirement, ...] = ()
    basis: str = ""


def _open(*relations: Relation, **limited: str) -> Mapping[Relation, str]:
    return MappingProxyType(dict.fromkeys(relations, "") | {Relation[name]: limit for name, limit in limited.items()})


R, Q = Relation, Requirement

RULES: Mapping[Action, WriteRule] = MappingProxyType(
    {
        Action.RECORD_CASE: WriteRule(_open(R.OWN, R.OWN_SUP), requires=(Q.OWN_PURPOSE,), basis="利用目的の範囲内"),
        Action.CONSULT_STATION: WriteRule(
            _open(R.OWN, R.OWN_SUP), requires=(Q.CHECKED_AS_DEIDENTIFIED, Q.FIELD_DISCUSSION)
        ),
        Action.REQUEST_MEETING: WriteRule(
            _open(R.OWN, R.OWN_SUP, R.STN, R.SEC),
            requires=(Q.WHAT_OWNER_KEEPS, Q.OWNER_STAYS),
            basis="社会福祉法第106条の6",
        ),
        Action.CONVENE_MEETING: WriteRule(
            _open(SEC="会長として"), requires=(Q.MEMBER_OR_REASON,), basis="会長が構成員を選ぶという自治体の要綱"
        ),
        Action.DISCLOSE: WriteRule(
            _open(R.SEC, OWN="自分の機関の情報", COOP="自分の機関の情報"),
            requires=(
                Q.CLASS_BY_CLASS,
                Q.NECESSITY_FOR_SENSITIVE,
                Q.NEVER_PROTECTED_ADDRESS,
                Q.DISCLOSURE_BASIS,
            ),
            basis="社会福祉法第106条の6第3項",
        ),
        Action.DRAFT_MINUTES: WriteRule(_open(R.STN, R.SEC)),
        Action.CONFIRM_MINUTES: WriteRule(_open(OWN="自分のケースの事実")),
        Action.REQUEST_ROLE: WriteRule(_open(R.OWN, R.STN, R.SEC), requires=(Q.TARGET_AGENCY,)),
        Action.ANSWER_ROLE: WriteRule(
            _open(R.COOP_REQ),
            also="頼まれた人の監督者",
            requires=(Q.REASON_IF_DECLINED,),
            basis="社会福祉法第106条の6第4項（努力義務）",
        ),
        Action.CHANGE_OWNER_PERSON: WriteRule(_open(R.OWN_SUP)),
        Action.PROPOSE_TRANSFER: WriteRule(_open(R.OWN, R.OWN_SUP), requires=(Q.SUBJECT_INFORMED,)),
        Action.ACCEPT_TRANSFER: WriteRule(also="受け入れる機関の監督者", requires=(Q.SUBJECT_INFORMED,)),
        Action.TRANSFER_TO_STATION: WriteRule(
            _open(SEC="承認"), also="受け入れるステーションの職員", requires=(Q.EXCEPTION_UNTIL, Q.EXIT_PLAN)
        ),
        Action.RECORD_CONSENT: WriteRule(
            _open(R.OWN, R.SEC, COOP="自分が受けた連絡"),
            requires=(Q.FORM_VERSION,),
            basis="個人情報の保護に関する法律第69条第2項第1号",
        ),
        # Whoever hears 「やめてほしい」 must be able to write it down: it only ever closes.
        Action.WITHDRAW_CONSENT: WriteRule(
            _open(*R), also="撤回を聞いた人", basis="個人情報の保護に関する法律第69条第2項第1号"
        ),
        Action.DECIDE_PLAN: WriteRule(
            also="重層的支援会議", requires=(Q.PLANNING_MEETING, Q.CONSENT_GRANTED), basis="実施要綱"
        ),
        Action.CLOSE_CASE: WriteRule(_open(R.OWN_SUP), requires=(Q.NO_OPEN_ACTIONS,)),
        Action.EXPORT: WriteRule(
            _open(R.OWN, R.OWN_SUP, R.SEC), requires=(Q.REASON, Q.WATERMARK, Q.NEVER_PROTECTED_ADDRESS)
        ),
        Action.BREAK_GLASS: WriteRule(
            _open(R.OWN_PEER, R.COOP, R.STN, R.SEC),
            requires=(Q.REASON, Q.ENDS_IN_24_HOURS, Q.OWNER_NOTIFIED, Q.REVIEWED),
            basis="緊急",
        ),
        Action.KEEP_MEMBERS: WriteRule(_open(R.SEC)),
        Action.READ_AUDIT: WriteRule(_open(R.AUD, OWN_SUP="自分の機関のケース")),
        Action.KEEP_ACCOUNTS: WriteRule(_open(R.ADM), requires=(Q.NO_RELATION_GRANTED, Q.NO_CASE_READING)),
        Action.RUN_INDICATORS: WriteRule(
            _open(
                R.OWN, R.OWN_SUP, R.OWN_PEER, R.COOP, R.COOP_REQ, R.STN, R.STN_PRE, R.SEC, R.PART, R.COM, R.EVAL, R.AUD
            ),
            requires=(Q.SMALL_NUMBERS_HIDDEN,),
        ),
    }
)


def is_open_to(action: Action, relations: Iterable[Relation]) -> bool:
    """Whether any of these relations may try the action. The row's limits and requirements are checked where it is done."""
    return any(relation in RULES[action].open_to for relation in relations)
