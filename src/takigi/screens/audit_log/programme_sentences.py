"""事業の監査記録の文: what happened in a course, without a word of what was written."""

from takigi.programmes.rules.prints import CoursePaper
from takigi.programmes.rules.templates import TEMPLATE_OF
from takigi.programmes.rules.words import EndReason
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

PROGRAMMES = "事業・教室"


def _template(detail: Detail, names: Names) -> str:
    found = TEMPLATE_OF.get(detail["template"])
    return f"ひな形: {found.name}" if found else ""


def _end(detail: Detail, names: Names) -> str:
    return EndReason(detail["reason"]).label


def _granted(detail: Detail, names: Names) -> str:
    return "認めました" if detail["granted"] else "認めませんでした"


def _tests(detail: Detail, names: Names) -> str:
    return f"{detail['timepoint']}、{detail['tests']}種目"


def _paper(detail: Detail, names: Names) -> str:
    return f"{CoursePaper(detail['paper']).label}（{detail['ending'].upper()}）。理由: {detail['reason']}"


PROGRAMME_SENTENCES = {
    "programmes.programme_adopted": Sentence(PROGRAMMES, "{who}をひな形から取り入れました", _template),
    "programmes.terms_changed": Sentence(PROGRAMMES, "{who}の決めごとを変えました"),
    "programmes.course_opened": Sentence(PROGRAMMES, "{who}を開きました"),
    "programmes.course_closed": Sentence(PROGRAMMES, "{who}を閉じました"),
    "programmes.place_awaited": Sentence(PROGRAMMES, "{who}の空きを待つ人を加えました"),
    "programmes.waiting_left": Sentence(PROGRAMMES, "{who}の空きを待つのをやめました"),
    "programmes.episode_started": Sentence(PROGRAMMES, "{who}を始めました"),
    "programmes.episode_moved": Sentence(PROGRAMMES, "{who}の教室を移しました"),
    "programmes.agreement_withdrawn": Sentence(PROGRAMMES, "{who}を事業所に伝えることへの同意の取り消しを記録しました"),
    "programmes.episode_suspended": Sentence(PROGRAMMES, "{who}を中断しました"),
    "programmes.episode_resumed": Sentence(PROGRAMMES, "{who}を再開しました"),
    "programmes.episode_ended": Sentence(PROGRAMMES, "{who}の終わりを記録しました", _end),
    "programmes.end_taken_back": Sentence(PROGRAMMES, "{who}の終わりの記録を取り消しました"),
    "programmes.session_entered": Sentence(PROGRAMMES, "{who}の実施を記録しました"),
    "programmes.session_corrected": Sentence(PROGRAMMES, "{who}の実施の記録を直しました"),
    "programmes.session_taken_back": Sentence(PROGRAMMES, "{who}の実施の記録を取り消しました"),
    "programmes.measured": Sentence(PROGRAMMES, "{who}の測定を記録しました", _tests),
    "programmes.extension_asked": Sentence(PROGRAMMES, "{who}の延長を願い出ました"),
    "programmes.extension_decided": Sentence(PROGRAMMES, "{who}の延長を決めました", _granted),
    "programmes.sheet_printed": Sentence(PROGRAMMES, "{who}の帳票を出しました", _paper),
    "programmes.report_written": Sentence(PROGRAMMES, "{who}の終了時報告を書きました"),
}
