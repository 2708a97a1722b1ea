"""地域資源の監査記録の文."""

from takigi.resources.rules.requests import Outcome, UnmetState
from takigi.resources.rules.words import ResourceKind, ResourceState
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

PLACES = "地域資源"


def _kind(detail: Detail, names: Names) -> str:
    return f"種類: {ResourceKind(detail['kind']).label}"


def _state(detail: Detail, names: Names) -> str:
    return f"「{ResourceState(detail['to']).label}」に"


def _outcome(detail: Detail, names: Names) -> str:
    return f"結果: {Outcome(detail['outcome']).label}"


def _unmet(detail: Detail, names: Names) -> str:
    return f"「{UnmetState(detail['to']).label}」に"


def _places(detail: Detail, names: Names) -> str:
    return f"{detail['places']}か所のカード"


RESOURCE_SENTENCES = {
    "resources.added": Sentence(PLACES, "{who}を書きとめました", _kind),
    "resources.changed": Sentence(PLACES, "{who}を書きなおしました"),
    "resources.confirmed": Sentence(PLACES, "{who}を確かめました"),
    "resources.state_changed": Sentence(PLACES, "{who}のようすを変えました", _state),
    "resources.list_added": Sentence(PLACES, "{who}を取り込みました", _places),
    "resources.list_taken_back": Sentence(PLACES, "{who}の取り込みを取り消しました", _places),
    "resources.asked": Sentence(PLACES, "{who}を送りました"),
    "resources.taken": Sentence(PLACES, "{who}を引き受けました"),
    "resources.answered": Sentence(PLACES, "{who}に返事を書きました"),
    "resources.consent_withdrawn": Sentence(PLACES, "{who}の、名前を伝える同意の取りやめを記録しました"),
    "resources.chosen": Sentence(PLACES, "{who}に場所を選びました"),
    "resources.introduced": Sentence(PLACES, "{who}で場所を紹介しました"),
    "resources.attended": Sentence(PLACES, "{who}ではじめて行った日を記録しました"),
    "resources.given_up": Sentence(PLACES, "{who}で選んだ場所をやめました"),
    "resources.looked_after": Sentence(PLACES, "{who}のその後を記録しました"),
    "resources.closed": Sentence(PLACES, "{who}を終えました", _outcome),
    "resources.unmet_noted": Sentence(PLACES, "{who}を書きとめました"),
    "resources.unmet_moved": Sentence(PLACES, "{who}を進めました", _unmet),
}
