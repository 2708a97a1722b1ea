"""記録の保管の監査記録の文."""

from takigi.custody.rules.requests import Answer, RequestKind, Step
from takigi.custody.rules.retention import HoldOn, Series
from takigi.custody.rules.words import Whole
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

CUSTODY = "記録の保管"


def _asked(detail: Detail, names: Names) -> str:
    return f"{Whole(detail['whole']).label}、{detail['period']}"


def _answer(detail: Detail, names: Names) -> str:
    return f"決定: {Answer(detail['answer']).label}"


def _step(detail: Detail, names: Names) -> str:
    return Step(detail["step"]).label


def _covers(detail: Detail, names: Names) -> str:
    return Series(detail["series"]).short if detail["series"] else HoldOn(detail["covers"]).label


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
    "custody.retention_decided": Sentence(
        CUSTODY, "保存の年数を決めました", lambda d, _: f"{Series(d['series']).short}、{d['years']}年（{d['source']}）"
    ),
    "custody.hold_placed": Sentence(CUSTODY, "廃棄を止めました（{who}）", _covers),
    "custody.hold_lifted": Sentence(CUSTODY, "廃棄の止めを解きました（{who}）", _covers),
    "custody.disposal_proposed": Sentence(CUSTODY, "{who}の廃棄の案を作りました"),
    "custody.disposal_given_up": Sentence(CUSTODY, "{who}の廃棄の案を取りやめました"),
    "custody.records_disposed": Sentence(
        CUSTODY, "{who}を廃棄しました", lambda d, _: f"証明 {d['number']}、{d['rows']}件、指紋 {d['digest'][:16]}"
    ),
    "custody.readers_taken_out": Sentence(CUSTODY, "{who}をだれが見たかの一覧を取り出しました", _asked),
}
