"""同じ年代の人数と、文の中の名前: what a text that is to leave must be held against. Nothing here opens a record."""

from datetime import date, timedelta

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Replace, StrIndex

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.people.models import Person
from takigi.people.rules import ResidentStatus


def peers_counted(
    viewer: Viewer, sex: str, ages: tuple[int, int | None], *, on: date, area_id: int | None = None
) -> int:
    """How many residents of that sex are at least `ages[0]` and under `ages[1]` years old: those of whom it is sure. One query."""
    first, after = ages
    rows = Person.objects.filter(
        Q(birth_latest__lte=_years_before(on, first)),
        municipality_id=viewer.municipality_id,
        root_id=F("pk"),
        status=ResidentStatus.RESIDENT,
        sex=sex,
    )
    if after is not None:
        rows = rows.filter(birth_earliest__gt=_years_before(on, after))
    return rows.filter(area_id=area_id).count() if area_id else rows.count()


def residents_of_65(municipality_id: int, *, on: date) -> dict[int, int]:
    """Area → residents of 65 and more, of whom it is sure; one is 65 from the day before the birthday (V4). One query.

    A number of an area and nobody's record. Protected people, and whoever lives elsewhere, count in no area.
    """
    rows = Person.objects.filter(
        municipality_id=municipality_id,
        root_id=F("pk"),
        status=ResidentStatus.RESIDENT,
        birth_latest__lte=_years_before(on + timedelta(days=1), 65),
        area_id__isnull=False,
        is_protected=False,
        is_address_exception=False,
    )
    return dict(rows.order_by().values_list("area_id").annotate(people=Count("pk")))


def names_in(viewer: Viewer, text: str) -> tuple[str, ...]:
    """The full names of the register that stand in a text, whatever blanks lie between. One query."""
    plain = "".join(text.split())
    whole = Replace(Replace("name", Value("　")), Value(" "))
    rows = Person.objects.filter(municipality_id=viewer.municipality_id).exclude(name="")
    found = rows.annotate(whole=whole).annotate(at=StrIndex(Value(plain), F("whole"))).filter(at__gt=0)
    return tuple(sorted(set(found.values_list("whole", flat=True))))


def known_names(viewer: Viewer, text: str) -> tuple[str, ...]:
    """Names of the register, of colleagues (their family names, too) and of agencies that stand in the text."""
    town = viewer.municipality_id
    staff = [one.name for one in organisations.staff_list(town)]
    family = [name.split()[0] for name in staff if len(name.split()) > 1]
    agencies = [one.name for one in organisations.agencies(town, on=viewer.on)]
    plain = "".join(text.split())
    own = [name for name in (*staff, *family, *agencies) if "".join(name.split()) in plain]
    return tuple(dict.fromkeys([*names_in(viewer, text), *own]))


def _years_before(on: date, years: int) -> date:
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return on.replace(year=on.year - years, day=day)
