"""アンケートの監査記録の文. Answering leaves no event: nobody is to know who was there when."""

from takigi.screens.audit_log.sentence import Detail, Names, Sentence
from takigi.surveys.rules import Licence

SURVEYS = "アンケート"


def _licence(detail: Detail, names: Names) -> str:
    return f"使ってよいか: {Licence(detail['licence']).label}"


def _invited(detail: Detail, names: Names) -> str:
    return f"声をかけた人数: {detail['invited']}人"


SURVEY_SENTENCES = {
    "surveys.instrument_checked": Sentence(SURVEYS, "{who}について、使ってよいかを確かめて書きとめました", _licence),
    "surveys.wave_opened": Sentence(SURVEYS, "{who}を用意しました", _invited),
    "surveys.wave_closed": Sentence(SURVEYS, "{who}を閉じました"),
}
