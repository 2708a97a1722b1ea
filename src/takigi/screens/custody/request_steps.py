"""請求を進める: what was typed, to the deed it means."""

from collections.abc import Mapping
from typing import Any

from takigi.access.grounds import Viewer
from takigi.access.personal_rows import Mask
from takigi.custody.actions import requests as actions
from takigi.custody.queries.requests import RequestFile
from takigi.custody.rules.requests import Answer, Step


def take_step(by: Viewer, file: RequestFile, step: Step, typed: Mapping[str, Any]) -> None:
    """One deed; refused by the room with its sentence."""
    request_id = file.line.request_id
    if step is Step.DECIDED:
        lifted = [Mask(one) for one in typed["unmasked"]]
        answer = Answer(typed["answer"])
        actions.decide_request(by=by, request_id=request_id, answer=answer, reason=typed["reason"], unmasked=lifted)
    elif step is Step.HANDED_OVER:
        actions.hand_over_copy(by=by, request_id=request_id, digest=file.digest, **typed)
    elif step in (Step.NOTED, Step.STATED):
        actions.annotate(by=by, request_id=request_id, is_statement=step is Step.STATED, **typed)
    elif step is Step.TOLD:
        actions.tell_refusal(by=by, request_id=request_id, **typed)
    elif step is Step.WITHDRAWN:
        actions.withdraw_request(by=by, request_id=request_id, **typed)
    else:
        actions.extend_request(by=by, request_id=request_id, **typed)
