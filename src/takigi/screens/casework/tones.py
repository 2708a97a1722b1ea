"""状態の色: the colour only repeats the word."""

from takigi.casework.rules.states import FINAL, STAGE_OF, CaseState, Stage
from takigi.components.tone import Tone

_BY_STAGE = {
    Stage.ENTRY: Tone.WAITING,
    Stage.VISIT: Tone.WAITING,
    Stage.AGREEMENT: Tone.WAITING,
    Stage.PLAN: Tone.ACTIVE,
    Stage.COURSE: Tone.ACTIVE,
    Stage.AFTER: Tone.DONE,
    Stage.HOSPITAL: Tone.QUIET,
}
TONES = {state: Tone.QUIET if state in FINAL else _BY_STAGE[STAGE_OF[state]] for state in CaseState}
