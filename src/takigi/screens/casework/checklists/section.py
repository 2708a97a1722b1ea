"""チェックリストの区切り: the sheets and whether the person is 事業対象者, on the case's page."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.checklists import ChecklistLine, StandingLine, checklists_of, standing_of
from takigi.casework.rules.checklist_words import Standing
from takigi.casework.rules.states import CaseState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.checklists.dress import verdict_tag
from takigi.screens.casework.section import Section

COLUMNS = (Column("答えた日"), Column("結果"), Column("25問の合計", is_number=True), Column("答え方"))
TONES = {Standing.IN_FORCE: Tone.ACTIVE, Standing.SUSPENDED: Tone.WAITING, Standing.OVERTAKEN: Tone.ALERT}
# A sheet belongs to the beginning; whoever comes from the ledger as 要支援 has no need of one.
EARLY = frozenset({CaseState.INQUIRY, CaseState.TRIAGED, CaseState.KCL_DONE, CaseState.NOT_ELIGIBLE})


def checklists_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """The sheets, newest first. Eight queries."""
    lines = checklists_of(viewer, head.case_id)
    writes = head.may_record and head.closed_on is None
    if not lines and not (writes and head.state in EARLY):
        return None
    now = standing_of(viewer, head.case_id)
    parts = {
        "sheets": Table("基本チェックリスト", COLUMNS, tuple(_row(head, one) for one in lines), has_hidden_caption=True)
        if lines
        else "",
        "standing": StatusTag(now.standing.label, TONES.get(now.standing, Tone.QUIET)) if now else "",
        "told": _told(now) if now else (),
        "write": reverse("checklist_write", args=[head.case_id]) if writes else "",
        "ways": _ways(head, now) if writes else (),
    }
    return Section("基本チェックリスト", "checklists", "casework/checklists/_section.html", parts)


def _row(head: CaseHead, line: ChecklistLine) -> tuple[Link | str, StatusTag, str, str]:
    day = in_both_eras(line.answered_on)
    url = reverse("checklist", args=[head.case_id, line.checklist_id])
    judged = "" if line.is_judged else "（判定待ち）"
    return (
        Link(day, url) if line.is_of_this_case else f"{day}（以前のケース）",
        verdict_tag(line.verdict),
        line.total.in_words,
        f"{line.way.label}・{line.answered_by.label}{judged}",
    )


def _told(now: StandingLine) -> tuple[str, ...]:
    times = now.times
    until = f"{in_both_eras(times.valid_until)}まで" if times.valid_until else "期限なし"
    told = [f"判定 {in_both_eras(times.judged_on)}（{now.judged_by}）、{until}"]
    if now.reason:
        told.append(f"必要と判断したわけ: {now.reason}")
    if times.suspended_from:
        last = in_both_eras(times.suspended_until) if times.suspended_until else "認定が終わる日"
        told.append(f"{in_both_eras(times.suspended_from)}から{last}まで止まります。{now.suspension_reason}")
    if times.ended_on:
        told.append(f"{in_both_eras(times.ended_on)}に終わりました。{now.end_reason}")
    return tuple(told)


def _ways(head: CaseHead, now: StandingLine | None) -> tuple[tuple[str, str], ...]:
    if now is None or now.times.ended_on is not None:
        return ()
    return (
        ("事業対象者を止める", reverse("eligibility_suspend", args=[head.case_id])),
        ("事業対象者を終える", reverse("eligibility_end", args=[head.case_id])),
    )
