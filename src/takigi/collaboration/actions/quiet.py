"""静かなケースへの答え: the owner's own word about whether somebody else should be there."""

import uuid

from django.db import transaction

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.relations import Relation
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import QuietAnswer
from takigi.collaboration.policies.reading import reading_of
from takigi.collaboration.rules.quiet import QuietReply


@transaction.atomic
def answer_quiet(*, by: Viewer, case_id: uuid.UUID, reply: QuietReply, note: str = "") -> None:
    """答える: by the owner alone. Nobody is told; the supervisor sees it only where the owner says so."""
    if Relation.OWN not in reading_of(by, case_id).relations:
        raise NotPermitted("答えられるのは、このケースの主担当だけです。")
    QuietAnswer.objects.create(
        case_id=case_id, reply=reply, note=note.strip(), replied_at=by.at, replied_by_id=by.staff_id
    )
    record("quiet_answered", by, case_id)
