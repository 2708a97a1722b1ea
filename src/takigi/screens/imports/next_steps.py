"""次の一歩: confirm, or check once more; a refusal is told on the page that comes next."""

import uuid
from typing import Any

from django.contrib import messages

from takigi.exchange.ledger_intake import start_apply, start_check
from takigi.people.rules import PeopleRefused


def take_next_step(request: Any, batch_id: uuid.UUID) -> None:
    """What the pressed button asks for. Both only queue the work, which the page then watches."""
    steps = {"check": start_check, "confirm": start_apply}
    try:
        if step := steps.get(request.POST.get("step", "")):
            step(by=request.viewer, batch_id=batch_id)
    except PeopleRefused as refusal:
        messages.error(request, str(refusal))
