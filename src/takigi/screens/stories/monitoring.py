"""モニタリングの入力: what sign is hoped for, how and by whom it is looked for, when next, and at which sign one goes on or thinks again."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.logic_models.actions.theory import plan_monitoring
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.nodes import Audience, Monitoring, Outcome, audiences_of
from takigi.logic_models.rules.words import OutcomeLevel, VoiceOrigin
from takigi.screens.stories.box_forms import BoxForm
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.writing import page_to_write, written

# In the order in which a team talks it through, with what to write there.
ASKED = {
    "outcomes": "ひとつの確かめ方で、いくつかの変化を見てもかまいません。",
    "sign": "相手の口から出そうなことばで。例: 「そんなやり方もあるんだ」",
    "text": "仕事のついでにできるやり方がつづきます。例: 初回訪問で、返ってきたことばを書きとめる",
    "who": "役割で。例: 訪問した保健師",
    "who_member": "チームの一員なら、その人が離れるときに「だれが引き継ぐか」を聞きます。",
    "next_check_on": "日を決めると、過ぎたときに知らせます。例: 4週間後、12/20",
    "every": "例: 毎月、会議のたび",
    "record_where": "例: 訪問の記録、会議のメモ",
    "go_sign": "どこまで見えたら進むか。例: 3か月で5人から聞かれたら、ほかの包括にも広げる",
    "rethink_sign": "どうなったら見直すか。先に決めておくと、人を責めずにすみます。例: 3か月で一度も聞かれない",
    "fed_by": "選んだ記録で聞かれたことばが、ひとりでに「確かめる声」に並びます。合うかどうかは人が決めます。",
}


class MonitoringForm(BoxForm):
    """モニタリングの一行. Nothing is required: what is missing is asked by the fourteen questions."""

    def __init__(self, *args: Any, page: StoryPage, node: Monitoring | None = None, **more: Any) -> None:
        super().__init__(*args, page=page, kind=Monitoring, node=node, **more)
        self.order_fields([*ASKED, "audience", "details"])
        for name, words in ASKED.items():
            self.fields[name].help_text = words
        self.fields["text"].label = "どうやって確かめるか"
        theory = page.theory
        names = {one.key: one.text for one in theory.of(Audience)}
        levels = list(OutcomeLevel)
        outcomes = sorted(theory.of(Outcome), key=lambda one: levels.index(one.level) if one.level else 0)
        told = [
            (one.key, f"{one.level.label if one.level else '段は未定'}　{names.get(one.audience, '')}　{one.text}")
            for one in outcomes
        ]
        known = {key for key, _ in told}
        gone = [choice for choice in self.fields["outcomes"].choices if choice[0] not in known]
        self.fields["outcomes"].choices = [*told, *gone]
        # What somebody writes down comes anyway.
        self.fields["fed_by"].choices = [
            (one.value, one.label)
            for one in VoiceOrigin
            if one is not VoiceOrigin.TYPED or (node and one in node.fed_by)
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def monitoring_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """確かめ方を決める; `?outcome=n8` names the change, `?row=n10` the row that is written anew."""
    page = page_to_write(request, story_id)
    row, outcome = _row(request, page), page.theory.node(request.GET.get("outcome", ""))
    asked = (
        {"outcomes": [outcome.key], "audience": (*audiences_of(outcome), "")[0]} if isinstance(outcome, Outcome) else {}
    )
    form = MonitoringForm(request.POST or None, viewer=request.viewer, page=page, node=row, initial=asked)

    def keep() -> Any:
        values = form.values()
        return plan_monitoring(
            by=request.viewer,
            story_id=story_id,
            based_on=form.based_on,
            outcomes=tuple(values.pop("outcomes")),
            values=values,
            key=row.key if row else "",
        )

    done = written(request, form, keep, "確かめ方を決めました。", lambda saved: ("signs", story_id))
    return done or story_form_page(
        request,
        page.head,
        form,
        title="確かめ方を決める",
        save="残す",
        back=(reverse("signs", args=[story_id]), "兆しと声へ戻る"),
        explanation="初期の変化ひとつに、待つ合図と、だれが・いつ・どうなったら見直すかをつけます。",
    )


def _row(request: Any, page: StoryPage) -> Monitoring | None:
    key = request.GET.get("row", "")
    row = page.theory.node(key)
    if key and not isinstance(row, Monitoring):
        raise Http404
    return row if isinstance(row, Monitoring) else None


def without_sign(page: StoryPage) -> list[Outcome]:
    """Initial changes that nobody looks for yet."""
    seen = {key for one in page.theory.of(Monitoring) for key in one.outcomes}
    return [one for one in page.theory.of(Outcome) if one.key not in seen and one.level is OutcomeLevel.INITIAL]
