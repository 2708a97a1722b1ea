"""市の閲覧の記録: who opened which case, sealed one to the other as the room of audit seals them."""

from datetime import datetime, timedelta

from django.conf import settings

from benchmarks.city_cases import Household
from benchmarks.one_city import YEARS, City, put
from takigi.access.information import Information
from takigi.audit.models import Event, Head, Sighting
from takigi.audit.seals import seal, sealed_fields
from takigi.collaboration.rules.words import target_of

READINGS_A_CASE = 30


def write_readings(city: City, homes: list[Household]) -> None:
    """Each case was opened so many times, sealed one to the other as the room of audit seals them."""
    head = Head.objects.get(municipality_id=city.world.municipality_id)
    events, seen = [], []
    for home in homes:
        for reading in range(READINGS_A_CASE):
            fields = sealed_fields(
                municipality_id=head.municipality_id,
                seq=head.seq + 1,
                at=city.at - timedelta(hours=city.rng.randint(1, YEARS * 8760)),
                by_id=home.owner_id if reading % 2 else home.helpers[0][1],
                kind="audit.file_read" if reading % 3 else "audit.list_read",
                target=target_of(home.case_id) if reading % 3 else "",
                because=["主担当であるため"],
                detail={"classes": [Information.DEID.value]},
                shown=() if reading % 3 else (target_of(home.case_id),),
            )
            sealed = seal(settings.AUDIT_KEY, head.seal, fields)
            events.append(_event(fields, previous=head.seal, sealed=sealed))
            seen += [
                Sighting(municipality_id=head.municipality_id, target=one, seq=head.seq + 1) for one in fields["shown"]
            ]
            head.seq, head.seal = head.seq + 1, sealed
    put(Event, events)
    put(Sighting, seen)
    head.save()


def _event(fields: dict, *, previous: str, sealed: str) -> Event:
    return Event(
        municipality_id=fields["municipality"],
        seq=fields["seq"],
        at=datetime.fromisoformat(fields["at"]),
        by_id=fields["by"],
        kind=fields["kind"],
        target=fields["target"],
        because=fields["because"],
        detail=fields["detail"],
        shown=fields["shown"],
        previous_seal=previous,
        seal=sealed,
    )
