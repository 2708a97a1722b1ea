"""版の頁の身じたく: the list, two versions beside each other in words, and a day of the past."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.kernel.era_names import in_both_eras
from takigi.logic_models.queries.believed import Believed
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.queries.versions import Compared, VersionLine
from takigi.logic_models.rules.states import Approval
from takigi.logic_models.rules.story_rows import blocks_of
from takigi.screens.stories.compared_words import compared_words
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.learning_page import beside, told_decision, told_reflection
from takigi.screens.stories.version_forms import CompareForm, DayForm


def dress_versions(viewer: Viewer, page: StoryPage, versions: tuple[VersionLine, ...]) -> dict[str, Any]:
    """The list, with the one step that comes next for the newest version."""
    story_id = page.head.story_id
    return head_parts(viewer, page.head, "story_versions") | {
        "version": version_tag(page.version),
        "action": _next_step(page),
        "beside": [
            *([("二つの版を比べる", reverse("versions_compare", args=[story_id]))] if len(versions) > 1 else []),
            ("その日に信じていたことを読む", reverse("story_believed", args=[story_id])),
            *beside(page),
        ],
        "versions": [
            {"line": one, "tag": version_tag(one.head), "compare": _compare_url(page, one)} for one in versions
        ],
    }


def _next_step(page: StoryPage) -> ButtonLink | str:
    args, approval = [page.head.story_id], page.version.approval
    if page.head.may_edit and approval is Approval.WORKING:
        return ButtonLink("チームで合意する", reverse("version_agree", args=args), ButtonKind.PRIMARY)
    if page.head.may_approve and approval in (Approval.TEAM, Approval.CITY_HALL):
        words = "庁内承認を記録する" if approval is Approval.TEAM else "公表する"
        return ButtonLink(words, reverse("version_approve", args=args), ButtonKind.PRIMARY)
    if page.head.may_edit:
        return ButtonLink("新しい版を始める", reverse("course_change", args=args), ButtonKind.PRIMARY)
    return ""


def _compare_url(page: StoryPage, one: VersionLine) -> str:
    if one.parent is None:
        return ""
    return f"{reverse('versions_compare', args=[page.head.story_id])}?before={one.parent}&after={one.head.number}"


def dress_compared(viewer: Viewer, page: StoryPage, compared: Compared, form: CompareForm) -> dict[str, Any]:
    """Two versions: what was added, taken out and changed."""
    members = {one.key: one.name for one in page.members}
    return head_parts(viewer, page.head, "story_versions") | {
        "form": form,
        "show": Button("比べる", ButtonKind.PLAIN),
        "title": f"第{compared.before.number}版と第{compared.after.number}版",
        "words": compared_words(compared, members),
        "versions": (compared.before, compared.after),
        "back": (reverse("story_versions", args=[page.head.story_id]), "版へ戻る"),
    }


def dress_believed(viewer: Viewer, page: StoryPage, form: DayForm, believed: Believed | None) -> dict[str, Any]:
    """A day of the past, or the question which day."""
    parts = head_parts(viewer, page.head, "story_versions") | {
        "form": form,
        "show": Button("この日のことを読む", ButtonKind.PLAIN),
        "title": "その日に信じていたこと",
        "back": (reverse("story_versions", args=[page.head.story_id]), "版へ戻る"),
        "believed": believed,
    }
    if believed is None:
        return parts
    return parts | {
        "as_of": in_both_eras(believed.on),
        "title": f"{believed.on.month}月{believed.on.day}日に信じていたこと",
        "then": StatusTag(f"第{believed.version.number}版　{believed.approval.label}"),
        "then_state": StatusTag(believed.state.label),
        "blocks": blocks_of(believed.theory),
        "reflections": [told_reflection(one) | {"line": one} for one in believed.reflections],
        "decisions": [told_decision(one, page) for one in believed.decisions],
        "claims": [one for one in believed.claims if one.withdrawn_on is None and not one.is_replaced],
    }
