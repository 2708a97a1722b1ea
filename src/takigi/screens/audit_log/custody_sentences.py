"""記録の保管の監査記録の文."""

from takigi.custody.rules.requests import Answer, RequestKind, Step
from takigi.custody.rules.words import Whole
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

CUSTODY = "記録の保管"


def _asked(detail: Detail, names: Names) -> str:
    return f"{Whole(detail['whole']).label}、{detail['period']}"


def _answer(detail: Detail, names: Names) -> str:
    return f"決定: {Answer(detail['answer']).label}"


def _step(detail: Detail, names: Names) -> str:
    return Step(detail["step"]).label


CUSTODY_SENTENCES = {
    "custody.readers_asked": Sentence(CUSTODY, "{who}をだれが見たかを調べました", _asked),
    "custody.request_received": Sentence(
        CUSTODY, "{who}を受け付けました", lambda d, _: RequestKind(d["kind"]).label.partition("（")[0]
    ),
    "custody.request_extended": Sentence(
        CUSTODY, "{who}の期限をのばしました", lambda d, _: f"新しい期限: {d['until']}"
    ),
    "custody.request_decided": Sentence(CUSTODY, "{who}を決定しました", _answer),
    "custody.copy_taken_out": Sentence(
        CUSTODY, "{who}の写しを取り出しました", lambda d, _: f"{d['kind']}、指紋 {d['digest'][:16]}"
    ),
    "custody.request_done": Sentence(CUSTODY, "{who}を終えました", _step),
    "custody.request_withdrawn": Sentence(CUSTODY, "{who}の取り下げを受けました"),
    "custody.readers_taken_out": Sentence(CUSTODY, "{who}をだれが見たかの一覧を取り出しました", _asked),
}
