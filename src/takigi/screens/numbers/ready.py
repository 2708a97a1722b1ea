"""数の準備を待つ: a large town's facts are gathered by the worker; until then the page says so and shows no number."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from takigi.evaluation.actions.readiness import keep_ready
from takigi.screens.numbers.desk import desk_tabs
from takigi.screens.render import render_screen


def only_when_ready(screen: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The screen, once there is something to count over; before, the sentence that says what happens now."""

    @wraps(screen)
    def asked(request: Any, *args: Any, **more: Any) -> HttpResponse:
        ready = keep_ready(by=request.viewer)
        if ready.is_ready:
            return screen(request, *args, **more)
        context = {"heading": "数字", "tabs": desk_tabs(request.viewer, "numbers"), "sentence": ready.sentence}
        return render_screen(request, "numbers/waiting.html", context)

    return asked
