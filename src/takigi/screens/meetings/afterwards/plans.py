"""支援プランの画面: the draft, the decision that needs a meeting and consent, and what became of it."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from takigi.access.grounds import Unseen
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.ground_line import GroundLine
from takigi.components.notice import Notice, NoticeKind
from takigi.meetings.actions.plans import (
    EvaluationWords,
    PlanStep,
    PlanWords,
    decide_plan,
    evaluate_plan,
    write_plan,
)
from takigi.meetings.queries.plans import PlanFile, PlanPage, plan_page
from takigi.meetings.rules.support_plans import Achievement, PlanResult
from takigi.meetings.rules.words import MeetingsRefused
from takigi.screens.forms import kept
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    day,
    form_page,
    long_text,
    plain_parts,
)
from takigi.screens.render import render_screen

STEPS = 6


@require_http_methods(["GET", "HEAD"])
def support_plan(request: Any, item_id: uuid.UUID) -> HttpResponse:
    """支援プランの頁."""
    page = plan_page(request.viewer, item_id)
    links = {
        name: reverse(name, args=[item_id])
        for name in ("support_plan_write", "support_plan_decide", "support_plan_evaluate")
    }
    parts = plain_parts(request.viewer) | {
        "title": "支援プラン",
        "heading": "支援プラン",
        "about": page.heading,
        "back": (reverse("meeting_promises", args=[page.meeting_id]), "決まったことへ戻る"),
        "page": page,
        "ground": GroundLine((page.because,)) if page.because else "",
        "refusal": Notice("支援プランは、いまは読めません。", NoticeKind.INFO, page.refusal) if page.refusal else "",
        "way": _way(page),
        "write": ButtonLink("案を書く", links["support_plan_write"], icon="plus") if page.may_write else "",
        "decide": Button("支援プランを決める", ButtonKind.PRIMARY) if page.may_decide and page.draft else "",
        "decide_url": links["support_plan_decide"],
        "evaluate": ButtonLink("評価する", links["support_plan_evaluate"]) if page.in_force and page.may_write else "",
    }
    return render_screen(request, "meetings/support_plan.html", parts)


def _way(page: PlanPage) -> Notice | str:
    """The lawful way on, said before anybody presses."""
    if page.in_force and not page.draft:
        return ""
    if not page.has_consent:
        return Notice(
            "本人の同意がまだ記録されていません。",
            NoticeKind.WARNING,
            "案は書いておけます。決めるのは、同意を記録してから、重層的支援会議でです。それまでは支援会議で見守りと準備を続けられます。",
        )
    if not page.is_plan_meeting:
        return Notice(
            "この会議では、支援プランを決められません。",
            NoticeKind.INFO,
            "案を書いておき、重層的支援会議の議題にすると、そこで決められます。",
        )
    return ""


class PlanForm(MeetingForm):
    """プランの案."""

    wish = long_text("本人の望むこと", rows=2, help_text="本人の言葉のまま。")
    goals = long_text("目標（一行に一つ）", help_text="例: 週に一度は外へ出る")
    agreed_by_subject_on = day("本人が合意した日", help_text="決めるときまでに要ります。")
    review_on = day("見直す日", help_text="例: 90日後、R9.2.1。決めるときまでに要ります。")

    def __init__(self, *args: Any, draft: PlanFile | None, **more: Any) -> None:
        initial = {}
        if draft is not None:
            initial = {"wish": draft.wish, "goals": "\n".join(draft.goals)}
            for name in ("agreed_by_subject_on", "review_on"):
                found = getattr(draft, name)
                initial[name] = f"{found.year}/{found.month}/{found.day}" if found else ""
        super().__init__(*args, initial=initial, **more)
        steps = draft.steps if draft else ()
        for number in range(1, max(STEPS, len(steps) + 2) + 1):
            step = steps[number - 1] if number <= len(steps) else None
            for name, label, longest in (("who", "だれが", 80), ("what", "何を", 200), ("when", "いつまで", 60)):
                given = {"who": "who", "what": "what", "when": "by_when"}[name]
                self.fields[f"{name}-{number}"] = forms.CharField(
                    label=f"{number}. {label}",
                    required=False,
                    max_length=longest,
                    initial=getattr(step, given) if step else "",
                )

    def words(self) -> PlanWords:
        """As the action wants it."""
        typed = self.cleaned_data
        numbers = [int(name.split("-")[1]) for name in self.fields if name.startswith("who-")]
        return PlanWords(
            wish=typed["wish"],
            goals=typed["goals"],
            agreed_by_subject_on=typed["agreed_by_subject_on"],
            review_on=typed["review_on"],
            steps=tuple(PlanStep(typed[f"who-{n}"], typed[f"what-{n}"], typed[f"when-{n}"]) for n in numbers),
        )


@require_http_methods(GET_OR_POST)
def plan_write(request: Any, item_id: uuid.UUID) -> HttpResponse:
    """案を書く."""
    page = plan_page(request.viewer, item_id)
    if not page.may_write:
        raise Unseen
    form = PlanForm(request.POST or None, viewer=request.viewer, draft=page.draft or page.in_force)
    done = kept(
        request,
        form,
        lambda: write_plan(by=request.viewer, item_id=item_id, words=form.words()),
        "案を書きました。まだ決まってはいません。",
        ("support_plan", item_id),
    )
    parts = plain_parts(request.viewer, because=(page.because,)) | {
        "about": page.heading,
        "back": (reverse("support_plan", args=[item_id]), "支援プランへ戻る"),
    }
    return done or form_page(
        request, form, parts, title="支援プランの案", save="案を残す", template="meetings/plan_form.html"
    )


@require_POST
def plan_decide(request: Any, item_id: uuid.UUID) -> HttpResponse:
    """支援プランを決める, or the sentence that says the lawful way on."""
    try:
        decide_plan(by=request.viewer, item_id=item_id)
    except MeetingsRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "支援プランを決めました。")
    return redirect("support_plan", item_id)


class EvaluateForm(MeetingForm):
    """プランの評価."""

    evaluated_on = day("評価した日", required=True, initial="きょう")
    achievement = forms.ChoiceField(label="目標", choices=Achievement.choices(), widget=forms.RadioSelect)
    changes = long_text("見られた変化")
    result = forms.ChoiceField(label="これから", choices=PlanResult.choices(), widget=forms.RadioSelect)

    def words(self) -> EvaluationWords:
        """As the action wants it."""
        typed = self.cleaned_data
        return EvaluationWords(
            evaluated_on=typed["evaluated_on"],
            achievement=Achievement(typed["achievement"]),
            changes=typed["changes"],
            result=PlanResult(typed["result"]),
        )


@require_http_methods(GET_OR_POST)
def plan_evaluate(request: Any, item_id: uuid.UUID) -> HttpResponse:
    """プランを評価する."""
    page = plan_page(request.viewer, item_id)
    if not page.may_write:
        raise Unseen
    form = EvaluateForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: evaluate_plan(by=request.viewer, item_id=item_id, words=form.words()),
        "評価を記録しました。",
        ("support_plan", item_id),
    )
    parts = plain_parts(request.viewer, because=(page.because,)) | {
        "about": page.heading,
        "back": (reverse("support_plan", args=[item_id]), "支援プランへ戻る"),
    }
    return done or form_page(request, form, parts, title="プランを評価する", save="評価を記録する")
