"""主張の紙: what may be said of a change and what may not, each with the comparison that it rests on. To read and to print."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.logic_models.actions.drafts import drop_draft
from takigi.logic_models.actions.learning import claim, withdraw_claim
from takigi.logic_models.queries.learning import ClaimLine, learning_of
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.rules.rungs import overclaims
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.stories.claim_forms import ClaimForm
from takigi.screens.stories.claims_page import dress_claims, said_by_records
from takigi.screens.stories.desk import check_edits
from takigi.screens.stories.drafting import with_draft
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.story_numbers import story_numbers


@require_safe
def story_claims(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Every claim that stands; the older ones behind a fold."""
    page = story_page(request.viewer, story_id)
    lines = learning_of(request.viewer, story_id).claims
    return render_screen(request, "stories/claims.html", dress_claims(request.viewer, page, lines))


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """主張を書く; `?outcome=n8` names the change, `?claim=…` the claim that it takes the place of.

    What the records say of the change stands in the field already; words that they have not earned are told, never refused.
    """
    page = story_page(request.viewer, story_id)
    check_edits(page.head)
    old = _asked(request, page)
    outcome = str(request.GET.get("outcome", ""))
    # Counting is for the page that opens; what was typed is not counted again.
    told = _told(request, page, outcome) if request.method != "POST" and outcome and old is None else ()
    form = ClaimForm(
        request.POST or None,
        viewer=request.viewer,
        theory=page.theory,
        told=told,
        old=old,
        initial={"outcome": outcome},
    )
    done = kept(
        request, form, lambda: _keep(request, page, form, old), "主張を書きました。", ("story_claims", story_id)
    )
    return done or story_form_page(
        request,
        page.head,
        form,
        title="主張を書く",
        save="主張を残す",
        back=(reverse("story_claims", args=[story_id]), "主張の紙へ戻る"),
        explanation="言えることと言えないことを、必ず一緒に書きます。言えないことがあるのは、弱さではありません。",
        # What is written anew begins with the words of the older claim, and not with a draft of another one.
        **({} if old or outcome else with_draft(request, story_id, "claim", form)),
    )


def _keep(request: Any, page: StoryPage, form: ClaimForm, old: ClaimLine | None) -> None:
    words = form.words()
    story_id = page.head.story_id
    with transaction.atomic():
        claim(by=request.viewer, story_id=story_id, words=words, replaces=old.claim_id if old else None)
        drop_draft(by=request.viewer, story_id=story_id, form="claim")
    for one in (*overclaims(words.text, words.comparison), *overclaims(words.can_say, words.comparison)):
        messages.warning(request, f"{one.why}{one.instead}")


def _told(request: Any, page: StoryPage, outcome: str) -> tuple[str, ...]:
    uses = uses_of(request.viewer, page.head.story_id)
    return said_by_records(page, story_numbers(request.viewer, page.head.story_id, uses, is_drawn=False), outcome)


def _asked(request: Any, page: StoryPage) -> ClaimLine | None:
    asked = request.GET.get("claim", "")
    lines = learning_of(request.viewer, page.head.story_id).claims
    return next((one for one in lines if str(one.claim_id) == asked), None)


@require_POST
def claim_withdraw(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """主張を取り下げる: it stays readable."""
    check_edits(story_page(request.viewer, story_id).head)
    try:
        claim_id = uuid.UUID(request.POST.get("claim", ""))
    except ValueError as error:
        raise Http404 from error
    withdraw_claim(by=request.viewer, story_id=story_id, claim_id=claim_id)
    messages.success(request, "主張を取り下げました。書いたことは残っています。")
    return redirect("story_claims", story_id)
