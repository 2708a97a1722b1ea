"""先にすること: never nothing. What is due comes first; then what the viewer's duty begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.access.pages import Page, opens
from takigi.access.queries import review_queue
from takigi.casework.queries.today import casework_today
from takigi.kernel.era_names import in_short_japanese
from takigi.organisations.queries import TaskCard
from takigi.organisations.rules import Duty
from takigi.people.queries.imports.batches import import_list
from takigi.people.rules import ImportState


@dataclass(frozen=True)
class FirstStep:
    """先にすること: a sentence, and the way to it."""

    says: str
    link: str = ""
    url: str = ""
    is_late: bool = False


# What a duty begins with on a day when nothing is due.
BEGINNINGS: Mapping[Duty, tuple[str, str, str]] = {
    Duty.CASEWORK: ("きょう会う人の記録を開いて、認定と同意を確かめましょう。", "人をさがす", "people"),
    Duty.INSURANCE: (
        "新しい受給者台帳があれば、取り込みましょう。センターの人たちの手がかりになります。",
        "台帳を取り込む",
        "imports",
    ),
    Duty.SECRETARIAT: (
        "会議の前に、町の決めごとが今の約束と合っているか確かめましょう。",
        "町の決めごとを見る",
        "settings",
    ),
    Duty.ADMINISTRATION: (
        "異動や退職があれば、配属を終えましょう。その日から見られなくなります。",
        "職員を見る",
        "staff",
    ),
    Duty.AUDIT: ("きのうからの記録を読んで、気になる閲覧がないか確かめましょう。", "監査記録を読む", "audit_log"),
}
ELSEWHERE = (
    "今日が期限のものはありません。どこに相談できるか、機関の名簿で確かめられます。",
    "機関の名簿を見る",
    "agencies",
)
WAITING = frozenset({ImportState.RECEIVED, ImportState.CHECKED})
NO_POST = FirstStep(
    "今の配属がありません。見られる記録もありません。所属の上司かシステム管理の担当に、配属を確かめてください。"
)
TARGETS = {
    "emergency": "emergency_review",
    "person": "person",
    "import": "import_page",
    "role": "role_answer",
    "referral": "referral_answer",
    "transfer": "transfer_answer",
    "consent": "shared_case",
    "meeting": "meeting",
    "care_sheet": "care_sheet",
    "request": "record_request",
}


def first_steps(viewer: Viewer, tasks: list[TaskCard]) -> list[FirstStep]:
    """At most five: late and due tasks, readings to review, imports half way, casework that waits, the beginning of
    each duty. Eleven queries at most.
    """
    if not viewer.posts:
        return [NO_POST]
    due = [_of_task(task, task.due_on, viewer.on) for task in tasks if task.due_on and task.due_on <= viewer.on]
    return [*due, *_reviews(viewer), *_imports(viewer), *_cases(viewer), *_beginnings(viewer)][:5]


def task_url(task: TaskCard) -> str:
    """Where the task is done; "" when it has no screen."""
    table, _, key = task.target.partition(":")
    return reverse(TARGETS[table], args=[key]) if table in TARGETS else ""


def _of_task(task: TaskCard, due_on: date, on: date) -> FirstStep:
    late = f"（期限 {in_short_japanese(due_on)}を過ぎています）" if due_on < on else "（今日が期限）"
    return FirstStep(f"{task.title}{late}", "開く", task_url(task), is_late=due_on < on)


def _reviews(viewer: Viewer) -> list[FirstStep]:
    if not opens(viewer, Page.EMERGENCIES):
        return []
    waiting = [card for card in review_queue(viewer) if not card.verdict]
    late = any(card.review_due_on < viewer.on for card in waiting)
    says = f"緊急の閲覧 {len(waiting)}件が、ふりかえりを待っています。"
    return [FirstStep(says, "理由を確かめる", reverse("emergencies"), is_late=late)] if waiting else []


def _imports(viewer: Viewer) -> list[FirstStep]:
    if not viewer.has_duty(Duty.INSURANCE):
        return []
    waiting = [card for card in import_list(viewer) if card.state in WAITING]
    says = f"台帳の取り込み {len(waiting)}件が、途中で待っています。"
    return [FirstStep(says, "続ける", reverse("imports"))] if waiting else []


def _cases(viewer: Viewer) -> list[FirstStep]:
    """What waits in casework: words half written first, then what is late, then whom nobody has taken up."""
    found = casework_today(viewer)
    steps = []
    if found.drafts:
        says = f"書きかけの訪問の記録が {found.drafts}件あります。"
        steps.append(FirstStep(says, "続ける", reverse("visits")))
    if found.sheets:
        says = f"書きかけの用紙が {found.sheets}枚あります。"
        steps.append(FirstStep(says, "続ける", reverse("visits")))
    if found.handed:
        says = f"この2週間に引き継いだケースが {found.handed}件あります。前の担当の言葉を読みましょう。"
        steps.append(FirstStep(says, "わたしの週を見る", reverse("cases_week")))
    if found.late:
        says = f"期限を過ぎたケースが {found.late}件あります。"
        steps.append(FirstStep(says, "わたしの週を見る", reverse("cases_week"), is_late=True))
    if found.waiting:
        says = f"新しく要支援になった方 {found.waiting}人（{'・'.join(found.reasons)}）が、訪問を待っています。"
        steps.append(FirstStep(says, "見る", reverse("cases_waiting")))
    return steps


def _beginnings(viewer: Viewer) -> list[FirstStep]:
    duties = dict.fromkeys(post.duty for post in viewer.posts)
    begun = dict.fromkeys(BEGINNINGS.get(duty, ELSEWHERE) for duty in duties)
    return [FirstStep(says, link, reverse(name)) for says, link, name in begun]
