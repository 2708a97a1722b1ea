"""記録の保管の監査記録の文."""

from takigi.custody.rules.words import Whole
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

CUSTODY = "記録の保管"


def _asked(detail: Detail, names: Names) -> str:
    return f"{Whole(detail['whole']).label}、{detail['period']}"


CUSTODY_SENTENCES = {
    "custody.readers_asked": Sentence(CUSTODY, "{who}をだれが見たかを調べました", _asked),
    "custody.readers_taken_out": Sentence(CUSTODY, "{who}をだれが見たかの一覧を取り出しました", _asked),
}
