"""声のもとを消す: what somebody said on a visit stays a count of the story, without the words and without the way back."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from takigi.access.actions import Erased
from takigi.logic_models.models import Voice

GONE = "（保存の期間が過ぎたため、ことばは残していません）"


@transaction.atomic
def erase_voices(visit_ids: Iterable[uuid.UUID]) -> tuple[Erased, ...]:
    """Voices that these visits brought, for the custody room alone."""
    rows = Voice.objects.filter(origin_key__in=[str(one) for one in visit_ids])
    count = rows.update(quote=GONE, origin_key="")
    return (Erased("声・反応", count),) if count else ()
