"""成功事例の棚: what others went through, to be shown at the next visit; and what waits for a second reader."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.components.button import Button
from takigi.components.empty_state import EmptyState
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.rules import Duty
from takigi.screens.casework.desk import desk_tabs
from takigi.screens.render import render_screen
from takigi.screens.successes.dress import card_of
from takigi.screens.successes.forms import WantedForm
from takigi.success_cases.queries import success_shelf, waiting_successes

NONE_YET = EmptyState("共有している成功事例はまだありません", "卒業した方のケースのページから書けます。")
NONE_LIKE = EmptyState("似た事例は見つかりませんでした", "条件を一つ減らすと、見つかることがあります。")


@require_safe
def successes(request: Any) -> HttpResponse:
    """成功事例の棚."""
    viewer, form = request.viewer, WantedForm(request.GET)
    wanted = form.wanted()
    cards = [card_of(card) for card in success_shelf(viewer, wanted)]
    waiting = [card_of(card) for card in waiting_successes(viewer)]
    context = {
        "heading": "成功事例",
        "tabs": desk_tabs(viewer, "successes") if viewer.has_duty(Duty.CASEWORK) else "",
        "form": form,
        "search": Button("似た方をさがす", icon="search"),
        "is_asked": bool(wanted),
        "cards": cards,
        "none": "" if cards else NONE_LIKE if wanted else NONE_YET,
        "waiting": waiting,
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "successes/shelf.html", context)
