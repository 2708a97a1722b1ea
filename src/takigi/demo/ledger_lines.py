"""台帳の行のもと: what each edition of a city's export says about one application, before anybody soils it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from takigi.demo.certifications import CHANGE, NEW, PENDING, WITHDRAWN, Certification
from takigi.demo.population import DECEASED, MOVED_OUT, Resident
from takigi.demo.towns import TownPlan
from takigi.kernel.codes import REASON

Value = str | date
# By item; an empty text says nothing. A birth known in part is in the key "birth_precision".
Line = dict[str, Value]

LEDGER, APPLICATIONS, NOTICES = "受給者台帳", "認定申請情報", "異動連絡票"

# (heading, item) from left to right. Items that no importer reads are there because cities export them.
EDITIONS: dict[str, tuple[tuple[str, str], ...]] = {
    LEDGER: (
        ("保険者番号", "insurer_no"), ("被保険者番号", "insured_no"), ("氏名", "name"), ("氏名カナ", "name_kana"), ("生年月日", "birth"),
        ("性別", "sex"), ("郵便番号", "postal"), ("住所", "address"), ("電話番号", "phone"), ("日常生活圏域", "area"),
        ("住民状態", "status"), ("資格喪失日", "status_on"), ("申請日", "application_on"), ("申請種別", "application_type"),
        ("申請理由", "reason_text"), ("原因疾患", "cause_text"), ("認定日", "decided_on"), ("要介護状態区分", "level"),
        ("有効期間開始日", "valid_from"), ("有効期間終了日", "valid_until"), ("取下区分", "withdrawn"), ("履歴番号", "history_no"), ("備考", "note"),
    ),
    APPLICATIONS: (
        ("シーケンシャル番号", "running_no"), ("機能コード", "function"), ("識別コード", "kind"), ("保険者番号", "insurer_no"),
        ("被保険者番号", "insured_no"), ("認定申請日", "application_on"), ("枝番", "history_no"), ("申請区分（法令）", "application_type"),
        ("取下区分", "withdrawn"), ("被保険者区分", "insured_kind"), ("生年月日", "birth"), ("年齢", "age"), ("性別", "sex"),
        ("氏名（カナ）", "name_kana"), ("氏名（漢字）", "name"), ("郵便番号", "postal"), ("住所", "address"), ("電話番号", "phone"),
        ("前回の審査会結果", "previous_level"), ("二次判定日", "decided_on"), ("二次判定結果", "level"),
        ("認定有効期間開始", "valid_from"), ("認定有効期間終了", "valid_until"), ("コメント", "note"),
    ),
    NOTICES: (
        ("被保険者番号", "insured_no"), ("異動年月日", "changed_on"), ("履歴番号", "history_no"), ("異動区分", "change_kind"),
        ("異動事由", "change_reason"), ("証記載保険者番号", "insurer_no"), ("氏名カナ", "name_kana"), ("生年月日", "birth"), ("性別", "sex"),
        ("資格取得日", "insured_since"), ("資格喪失日", "status_on"), ("申請種別", "application_type"),
        ("変更申請中区分", "provisional"), ("申請年月日", "application_on"), ("みなし区分", "deemed"), ("要介護状態区分", "level"),
        ("認定有効期間（開始）", "valid_from"), ("認定有効期間（終了）", "valid_until"), ("訂正区分", "correction"),
        ("訂正年月日", "corrected_on"), ("備考", "note"),
    ),
}  # fmt: skip

_STATUS_WORDS = {DECEASED: "死亡", MOVED_OUT: "転出"}


def line_of(resident: Resident, certification: Certification, plan: TownPlan, area_names: dict[str, str]) -> Line:
    """Everything that any edition says about this application of this person."""
    return {
        "insurer_no": plan.insurer_no,
        "insured_no": resident.insured_no,
        "name": resident.name,
        "name_kana": resident.kana,
        "birth": resident.birth,
        "birth_precision": resident.birth_precision,
        "sex": resident.sex,
        "postal": resident.postal_code,
        "address": resident.address,
        "phone": resident.phone,
        "area": area_names[resident.area_key],
        "status": _STATUS_WORDS.get(resident.status, "住民"),
        "status_on": resident.status_on or "",
        "application_on": certification.applied_on,
        "application_type": certification.application_type,
        "reason_text": certification.reason_text,
        "cause_text": REASON.label(certification.cause_code),
        "decided_on": certification.decided_on or "",
        "level": certification.level_code,
        "valid_from": certification.valid_from or "",
        "valid_until": certification.valid_to or "",
        "withdrawn": "取下げ" if certification.outcome == WITHDRAWN else "有効",
        "history_no": str(certification.history_no),
        "previous_level": certification.previous_level,
        "changed_on": _changed_on(certification, plan.on),
        "change_kind": "1" if certification.application_type == NEW else "2",
        "change_reason": "99",
        "provisional": _provisional(certification),
        "deemed": "1",
        "insured_since": resident.birth.replace(year=resident.birth.year + 65, day=min(resident.birth.day, 28)),
        "insured_kind": "2" if resident.is_second_insured else "1",
        "age": str(resident.age_on(plan.on)),
    }


def _changed_on(certification: Certification, today: date) -> date:
    """異動年月日: the first day of the certification; while that is still ahead, the day of the decision."""
    first = certification.valid_from or certification.applied_on
    return first if first <= today else certification.decided_on or certification.applied_on


def _provisional(certification: Certification) -> str:
    is_waiting = certification.outcome == PENDING and certification.application_type == CHANGE
    return "2" if is_waiting else "1"


def is_exported(edition: str, certification: Certification) -> bool:
    """Whether this edition mentions the application at all: notices know nothing of those taken back."""
    return edition != NOTICES or certification.outcome != WITHDRAWN


def headers_of(edition: str) -> tuple[str, ...]:
    """The headings of an edition. Refuses an edition that does not exist."""
    if edition not in EDITIONS:
        raise ValueError(f"「{edition}」という様式はありません。選べるのは{'、'.join(EDITIONS)}です。")
    return tuple(header for header, _ in EDITIONS[edition])


def has_items(edition: str) -> Callable[[str], bool]:
    """Whether the edition has a column for an item."""
    items = {item for _, item in EDITIONS[edition]}
    return items.__contains__
