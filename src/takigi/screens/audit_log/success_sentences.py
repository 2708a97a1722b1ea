"""成功事例の監査記録の文."""

from takigi.screens.audit_log.sentence import Detail, Names, Sentence
from takigi.success_cases.rules import Audience

SUCCESSES = "成功事例"


def _audience(detail: Detail, names: Names) -> str:
    return f"見せる先: {Audience(detail['audience']).label}"


SUCCESS_SENTENCES = {
    "success_cases.written": Sentence(SUCCESSES, "{who}を書きました"),
    "success_cases.rewritten": Sentence(SUCCESSES, "{who}を書きなおしました"),
    "success_cases.check_asked": Sentence(SUCCESSES, "{who}の確かめを頼みました"),
    "success_cases.shared": Sentence(SUCCESSES, "{who}を確かめて共有しました", _audience),
    "success_cases.sent_back": Sentence(SUCCESSES, "{who}を書いた人に戻しました"),
    "success_cases.withdrawn": Sentence(SUCCESSES, "{who}を取り下げました"),
}
