"""個別支援の監査記録の文: what happened to a case, without a word of what is in it."""

from takigi.casework.rules.prints import PaperKind
from takigi.casework.rules.settings import SETTING_OF
from takigi.casework.rules.states import CaseState
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

CASES = "個別支援"


def _move(detail: Detail, names: Names) -> str:
    return f"{CaseState(detail['from']).label} → {CaseState(detail['to']).label}"


def _to(detail: Detail, names: Names) -> str:
    return CaseState(detail["to"]).label


def _agency(detail: Detail, names: Names) -> str:
    if detail.get("agency") is None:
        return "委託を終えました"
    return names.get(f"agency:{detail['agency']}", f"機関 {detail['agency']}")


def _cases(detail: Detail, names: Names) -> str:
    return f"{_agency(detail, names) if detail.get('agency') else '自分の担当'}、{detail['cases']}件"


def _way(detail: Detail, names: Names) -> str:
    setting = SETTING_OF.get(detail["key"])
    return f"{setting.label if setting else detail['key']} → {detail['value']}"


def _paper(detail: Detail, names: Names) -> str:
    return f"{PaperKind(detail['paper']).label}（{detail['ending']}）。理由: {detail['reason']}"


def _rows(detail: Detail, names: Names) -> str:
    return f"{detail['rows']:,}人"


def _undone_rows(detail: Detail, names: Names) -> str:
    return f"{_rows(detail, names)}。理由: {detail['reason']}"


CASE_SENTENCES = {
    "casework.case_opened": Sentence(CASES, "{who}を開きました"),
    "casework.case_moved": Sentence(CASES, "{who}の状態を進めました", _move),
    "casework.case_stopped": Sentence(CASES, "台帳の異動で{who}を止めました", _to),
    "casework.certification_followed": Sentence(CASES, "台帳の更新に合わせて{who}の認定の終わりを直しました"),
    "casework.move_corrected": Sentence(CASES, "{who}の動きを取り消しました", _move),
    "casework.case_handed_over": Sentence(CASES, "{who}の担当を替えました", _agency),
    "casework.handover_taken_back": Sentence(CASES, "{who}の、その日の引き継ぎを元に戻しました"),
    "casework.case_reorganised": Sentence(CASES, "{who}が、機関の統合・分割で引き継がれました", _agency),
    "casework.case_entrusted": Sentence(CASES, "{who}の委託を決めました", _agency),
    "casework.companion_invited": Sentence(CASES, "{who}の訪問に同行を頼みました"),
    "casework.next_step_set": Sentence(CASES, "{who}の次にすることを決めました"),
    "casework.visit_scheduled": Sentence(CASES, "{who}の訪問の日を決めました"),
    "casework.level_awaited": Sentence(CASES, "{who}が認定の結果を待っていることを記録しました"),
    "casework.level_settled": Sentence(CASES, "{who}の認定の結果を記録しました"),
    "casework.board_read": Sentence(CASES, "個別支援の板を見ました", _cases),
    "casework.consultation_taken": Sentence(CASES, "{who}に相談を記録しました"),
    "casework.waiting_read": Sentence(CASES, "訪問を待っている方の一覧を見ました"),
    "casework.set_aside": Sentence(CASES, "{who}の訪問を見送りました"),
    "casework.checklist_recorded": Sentence(CASES, "{who}の基本チェックリストを記録しました"),
    "casework.checklists_received": Sentence(CASES, "チェックリストのファイルを受け取りました"),
    "casework.checklists_check_begun": Sentence(CASES, "チェックリストのファイルを確かめはじめました"),
    "casework.checklists_confirmed": Sentence(CASES, "チェックリストのファイルの取り込みを決めました"),
    "casework.checklists_imported": Sentence(CASES, "チェックリストをファイルから取り込みました", _rows),
    "casework.checklists_undone": Sentence(CASES, "チェックリストの取り込みを取り消しました", _undone_rows),
    "casework.checklists_discarded": Sentence(CASES, "チェックリストの取り込みをやめました"),
    "casework.checklist_corrected": Sentence(CASES, "{who}の基本チェックリストを直しました"),
    "casework.checklist_judged": Sentence(CASES, "{who}の基本チェックリストを判定しました"),
    "casework.eligibility_judged": Sentence(CASES, "{who}を事業対象者と判定しました"),
    "casework.eligibility_suspended": Sentence(CASES, "{who}の事業対象者を止めました"),
    "casework.eligibility_ended": Sentence(CASES, "{who}の事業対象者を終えました"),
    "casework.goals_written": Sentence(CASES, "{who}の目標を書きました"),
    "casework.goals_agreed": Sentence(CASES, "{who}の目標への合意を記録しました"),
    "casework.goals_declined": Sentence(CASES, "{who}の目標に合意がなかったことを記録しました"),
    "casework.goal_rated": Sentence(CASES, "{who}の実行度・満足度を記録しました"),
    "casework.goal_judged": Sentence(CASES, "{who}の目標を判断しました"),
    "casework.note_written": Sentence(CASES, "{who}に経過を記録しました"),
    "casework.note_replaced": Sentence(CASES, "{who}の経過の記録を直しました"),
    "casework.follow_up_recorded": Sentence(CASES, "{who}の卒業後の様子を記録しました"),
    "casework.plan_begun": Sentence(CASES, "{who}の計画書を書きはじめました"),
    "casework.plan_saved": Sentence(CASES, "{who}の計画書の下書きを保存しました"),
    "casework.plan_agreed": Sentence(CASES, "{who}の計画への同意を記録しました"),
    "casework.plan_evaluated": Sentence(CASES, "{who}の計画を評価しました"),
    "casework.basic_sheet_kept": Sentence(CASES, "{who}の利用者基本情報を残しました"),
    "casework.sheet_printed": Sentence(CASES, "{who}の帳票を出しました", _paper),
    "casework.centre_read": Sentence(CASES, "センターの様子を見ました", _cases),
    "casework.way_decided": Sentence(CASES, "個別支援の決めごとを変えました", _way),
    "casework.visit_begun": Sentence(CASES, "{who}の訪問を書きはじめました"),
    "casework.visit_confirmed": Sentence(CASES, "{who}の訪問を確定しました"),
    "casework.visit_corrected": Sentence(CASES, "{who}の訪問を直しました"),
    "casework.visit_draft_discarded": Sentence(CASES, "{who}の訪問の下書きを取りやめました"),
    "casework.visit_kept_as_note": Sentence(CASES, "{who}の訪問の下書きを経過記録に残しました"),
    "casework.visit_words_came_late": Sentence(CASES, "{who}の訪問のあとに届いた書きこみを経過記録に残しました"),
    "casework.visits_taken_along": Sentence(CASES, "訪問の用意を端末に持ち出しました", lambda d, _: f"{d['cases']}件"),
}
