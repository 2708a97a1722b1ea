"""監査記録の文: one sentence for each kind of event. A kind without a sentence fails a test."""

from collections.abc import Mapping
from datetime import date

from takigi.access.rules import SETTING_OF
from takigi.audit.queries import EventLine
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.rules import Duty, Level, StaffStatus
from takigi.screens.audit_log.after_meeting_sentences import AFTER_MEETING_SENTENCES
from takigi.screens.audit_log.beside_sentences import BESIDE_SENTENCES
from takigi.screens.audit_log.case_sentences import CASE_SENTENCES
from takigi.screens.audit_log.custody_sentences import CUSTODY_SENTENCES
from takigi.screens.audit_log.meeting_sentences import MEETING_SENTENCES
from takigi.screens.audit_log.programme_sentences import PROGRAMME_SENTENCES
from takigi.screens.audit_log.resource_sentences import RESOURCE_SENTENCES
from takigi.screens.audit_log.sentence import Detail, Names, Sentence
from takigi.screens.audit_log.story_sentences import STORY_SENTENCES
from takigi.screens.audit_log.success_sentences import SUCCESS_SENTENCES
from takigi.screens.audit_log.survey_sentences import SURVEY_SENTENCES
from takigi.screens.audit_log.together_sentences import TOGETHER_SENTENCES


def _day(written: str) -> str:
    return in_both_eras(date.fromisoformat(written))


def _reason(detail: Detail, names: Names) -> str:
    return f"理由: {detail.get('reason', '')}"


def _post(detail: Detail, names: Names) -> str:
    duty, level = Duty(detail["duty"]), Level(detail["level"])
    agency = names.get(f"agency:{detail['agency']}", f"機関 {detail['agency']}")
    return f"{agency} {duty.label}（{level.label}）、{_day(detail['from'])}から"


def _setting(detail: Detail, names: Names) -> str:
    setting = SETTING_OF.get(detail["key"])
    label = setting.label if setting else detail["key"]
    value = dict(setting.choices).get(detail["value"], detail["value"]) if setting else detail["value"]
    return f"{label} → {value}（{_day(detail['from'])}から）。理由: {detail['reason']}"


def _status(detail: Detail, names: Names) -> str:
    return StaffStatus(detail["status"]).label


def _ways(detail: Detail, names: Names) -> str:
    return "方法: " + "、".join(WAYS.get(way, way) for way in detail.get("ways", [])) if detail.get("ways") else ""


def _way(detail: Detail, names: Names) -> str:
    return WAYS.get(detail.get("type", ""), "")


def _facts(detail: Detail, names: Names) -> str:
    return "、".join(f"{key}: {value}" for key, value in detail.items())


WAYS = {
    "password": "パスワード",
    "totp": "認証アプリ",
    "webauthn": "パスキー",
    "recovery_codes": "予備の番号",
    "mfa": "二段階の確認",
    "socialaccount": "庁内の認証",
}
VERDICTS = {"proper": "必要だった", "improper": "必要とは言えなかった"}
DOOR, ACCOUNTS, READING, PEOPLE, IMPORTS = "サインイン", "組織とアカウント", "閲覧", "人の記録", "取り込み"
RULES, NUMBERS = "決めごとと緊急", "数と評価"

SENTENCES: Mapping[str, Sentence] = {
    "sign_in.signed_in": Sentence(DOOR, "サインインしました", _ways),
    "sign_in.signed_out": Sentence(DOOR, "サインアウトしました"),
    "sign_in.failed": Sentence(DOOR, "{who}の名前でのサインインが、うまくいきませんでした"),
    "sign_in.failed_unknown": Sentence(DOOR, "知らない名前でのサインインが、うまくいきませんでした"),
    "sign_in.locked_out": Sentence(DOOR, "{who}の名前でのサインインを、しばらく止めました"),
    "sign_in.second_factor_failed": Sentence(DOOR, "{who}の二段階の確認が、うまくいきませんでした"),
    "sign_in.factor_added": Sentence(DOOR, "二段階の確認の方法を加えました", _way),
    "sign_in.factor_removed": Sentence(DOOR, "二段階の確認の方法を外しました", _way),
    "sign_in.codes_renewed": Sentence(DOOR, "予備の番号を作りなおしました"),
    "sign_in.factors_forgotten": Sentence(DOOR, "{who}の二段階の確認を、設置のコマンドで外しました"),
    "sign_in.unlocked": Sentence(DOOR, "{who}の止まっていたサインインを、設置のコマンドで開けました"),
    "sign_in.password_changed": Sentence(DOOR, "自分のパスワードを変えました"),
    "organisations.municipality_founded": Sentence(ACCOUNTS, "自治体を開きました"),
    "organisations.area_drawn": Sentence(ACCOUNTS, "圏域を加えました（{who}）"),
    "organisations.agency_opened": Sentence(ACCOUNTS, "機関を加えました（{who}）"),
    "organisations.staff_taken_in": Sentence(ACCOUNTS, "{who}を職員に加えました"),
    "organisations.post_given": Sentence(ACCOUNTS, "{who}の配属を加えました", _post),
    "organisations.post_ended": Sentence(
        ACCOUNTS, "{who}の配属を終えました", lambda d, _: f"{_day(d['ended_on'])}で終わり"
    ),
    "organisations.staff_status_changed": Sentence(ACCOUNTS, "{who}のアカウントの状態を変えました", _status),
    "organisations.password_set": Sentence(ACCOUNTS, "{who}のパスワードを決めなおしました"),
    "organisations.maintenance_started": Sentence(ACCOUNTS, "保守の時間を始めました", _reason),
    "organisations.maintenance_ended": Sentence(ACCOUNTS, "保守の時間を終えました"),
    "access.oath_confirmed": Sentence(RULES, "守秘を確認しました", lambda d, _: f"{d['version']}版"),
    "access.oath_kept": Sentence(RULES, "紙の守秘の確認を登録しました", lambda d, _: f"{d['version']}版"),
    "access.setting_decided": Sentence(RULES, "町の決めごとを変えました", _setting),
    "access.emergency_opened": Sentence(RULES, "緊急の閲覧を始めました（{who}）", _reason),
    "access.emergency_reviewed": Sentence(
        RULES, "緊急の閲覧をふりかえりました（{who}）", lambda d, _: VERDICTS.get(d["verdict"], "")
    ),
    "audit.log_read": Sentence(READING, "監査記録を読みました"),
    "audit.file_read": Sentence(READING, "{who}を見ました"),
    "audit.list_read": Sentence(READING, "一覧を見ました"),
    "people.person_registered": Sentence(PEOPLE, "{who}を作りました"),
    "people.residents_taken_in": Sentence(PEOPLE, "住民の記録をまとめて作りました", lambda d, _: f"{d['people']}人"),
    "people.person_changed": Sentence(PEOPLE, "{who}を変えました"),
    "people.address_protected": Sentence(PEOPLE, "{who}の住所を保護しました"),
    "people.protection_ended": Sentence(PEOPLE, "{who}の住所の保護を終えました"),
    "people.persons_merged": Sentence(PEOPLE, "{who}に、同じ人の記録をまとめました"),
    "people.persons_unmerged": Sentence(PEOPLE, "{who}のまとめを元に戻しました"),
    "people.said_not_same": Sentence(PEOPLE, "{who}を、別の人だと決めました"),
    "people.import_received": Sentence(IMPORTS, "台帳のファイルを受け取りました（{who}）"),
    "people.import_check_begun": Sentence(IMPORTS, "台帳を確かめはじめました（{who}）"),
    "people.import_confirmed": Sentence(IMPORTS, "取り込みを確定しました（{who}）"),
    "people.import_applied": Sentence(IMPORTS, "台帳を取り込みました（{who}）"),
    "people.import_undone": Sentence(IMPORTS, "取り込みを取り消しました（{who}）", _reason),
    "people.import_discarded": Sentence(IMPORTS, "取り込みをやめました（{who}）"),
    "people.column_profile_saved": Sentence(IMPORTS, "列の対応を覚えました（{who}）"),
    "people.column_profile_forgotten": Sentence(IMPORTS, "覚えていた列の対応を消しました"),
    "people.consent_recorded": Sentence(PEOPLE, "{who}の同意を記録しました"),
    "evaluation.snapshot_taken": Sentence(NUMBERS, "{who}をとりました"),
    "evaluation.results_kept": Sentence(NUMBERS, "{who}を残しました", lambda d, _: f"{d['lines']}行"),
    "evaluation.report_read": Sentence(NUMBERS, "{who}を見ました"),
    **CASE_SENTENCES,
    **RESOURCE_SENTENCES,
    **PROGRAMME_SENTENCES,
    **STORY_SENTENCES,
    **MEETING_SENTENCES,
    **AFTER_MEETING_SENTENCES,
    **SUCCESS_SENTENCES,
    **SURVEY_SENTENCES,
    **TOGETHER_SENTENCES,
    **BESIDE_SENTENCES,
    **CUSTODY_SENTENCES,
}
# Nobody has signed in yet when these happen.
BEFORE_THE_DOOR = frozenset(
    {"sign_in.failed", "sign_in.failed_unknown", "sign_in.locked_out", "sign_in.second_factor_failed"}
)
GROUPS = tuple(dict.fromkeys(sentence.group for sentence in SENTENCES.values()))


def in_words(line: EventLine, names: Names) -> str:
    """What happened, as one sentence; a kind that an older version recorded is shown as it was written."""
    sentence = SENTENCES.get(line.kind)
    if sentence is None:
        return f"{line.kind} {target_in_words(line.target, names)}"
    return sentence.says.format(who=target_in_words(line.target, names))


def who(line: EventLine, names: Names) -> str:
    """The colleague; nobody signed in can be named before the door has opened."""
    if line.by_id is not None:
        return names.get(f"staff:{line.by_id}", f"職員 {line.by_id}")
    return "分かりません" if line.kind in BEFORE_THE_DOOR else "設置のコマンド"


def beside(line: EventLine, names: Names) -> str:
    """What the sentence leaves out: the grounds of a reading, the reason, how many a list showed."""
    sentence = SENTENCES.get(line.kind)
    told = sentence.adds(line.detail, names) if sentence else _facts(line.detail, names)
    shown = f"一覧に出た記録 {len(line.shown)}件" if line.shown else ""
    because = f"閲覧の根拠: {'、'.join(line.because)}" if line.because else ""
    return " ".join(part for part in (told, shown, because) if part)


TABLES = {
    "staff": "職員",
    "person": "人の記録",
    "case": "ケース",
    "episode": "短期集中",
    "course": "教室",
    "programme": "事業",
    "story": "ストーリー",
    "lead": "気になる人",
    "success": "成功事例",
    "resource": "地域資源",
    "place_list": "場所の一覧",
    "match_request": "場所をさがす相談",
    "unmet": "足りないもの",
    "survey": "アンケート",
    "instrument": "尺度",
    "agency": "機関",
    "area": "圏域",
    "import": "取り込み",
    "emergency": "緊急の閲覧",
    "snapshot": "事実の写し",
    "report": "報告した数",
    "request": "開示・訂正の請求",
}


def target_in_words(target: str, names: Names) -> str:
    """A colleague or an agency by name; everything else by kind and number: the auditor reads no person's name."""
    table, _, key = target.partition(":")
    if target in names:
        return f"{names[target]}さん" if table == "staff" else names[target]
    return f"{TABLES.get(table, table)} {key[:8]}" if key else target
