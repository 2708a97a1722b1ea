"""終了時報告の操作: the provider's word at the end, corrected by a further row."""

import uuid
from dataclasses import asdict, dataclass

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.programmes import policies
from takigi.programmes.actions.deeds import record
from takigi.programmes.models import EndReport
from takigi.programmes.rules.words import GoalResult, ProgrammeRefused


@dataclass(frozen=True)
class ReportWords:
    """終了時報告の中身."""

    goal_result: GoalResult
    goal_note: str = ""
    self_plan: str = ""
    recommended_place: str = ""
    risk_notes: str = ""
    opinion: str = ""


@transaction.atomic
def write_end_report(*, by: Viewer, episode_id: uuid.UUID, words: ReportWords) -> int:
    """終了時報告を書く. What the person goes on with is asked for; an earlier version stays readable."""
    episode = policies.episode_to_enter(by, episode_id)
    if not words.self_plan.strip():
        raise ProgrammeRefused("これから本人が自分で続けることを書いてください。なければ「なし」とそのわけを書きます。")
    EndReport.objects.filter(episode=episode, is_current=True).update(is_current=False)
    told = {name: text.strip() if name != "goal_result" else text for name, text in asdict(words).items()}
    report = EndReport.objects.create(
        episode=episode, written_on=by.on, recorded_at=by.at, recorded_by_id=by.staff_id, **told
    )
    record("programmes.report_written", by, episode_id=episode.pk)
    return report.pk
