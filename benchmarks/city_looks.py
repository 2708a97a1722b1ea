"""市の画面を測る: every screen of つながり and 会議 as each kind of viewer asks for it, its time and its queries. Needs Django to be set up."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from benchmarks.city_cases import households, write_cases
from benchmarks.city_meetings import write_meetings
from benchmarks.one_city import found_city
from takigi.access.decide import MeetingPhase
from takigi.audit.models import Event
from takigi.collaboration.models import Contact, Seat, SharedCase
from takigi.meetings.models import AgendaItem, Attendance, Meeting
from takigi.meetings.rules.words import MeetingKind
from takigi.organisations.models import Agency, Post, Staff
from takigi.organisations.rules import Duty, Level
from takigi.people.models import Person
from tests.laid_tables import lay_together
from tests.worlds import BACKEND, give_second_factor

DESKS = ("today", "together", "help_desk", "leads", "acquaintances", "quiet_cases", "meetings")
CASE = (
    "shared_case",
    "shared_household",
    "shared_records",
    "shared_handover",
    "shared_describe",
    "help_new",
    "role_new",
    "referral_new",
    "transfer_new",
    "meeting_ask",
)
MEETING = (
    "meeting",
    "meeting_guests",
    "meeting_ideas",
    "meeting_attendance",
    "meeting_minutes",
    "meeting_promises",
    "meeting_dates",
)
AFTER = ("my_promises", "involvement_checks", "lectures", "team_meetings", "bodies")


@dataclass(frozen=True)
class Look:
    """One screen as one viewer asks for it."""

    who: str
    screen: str
    url: str


def main() -> None:
    """Build if there is nothing yet, look at every screen so many times, and print one line of JSON."""
    share, times = float(sys.argv[1]), int(sys.argv[2])
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver"]
    print(json.dumps({"built": built(share), "screens": looks(times)}, ensure_ascii=False))


def built(share: float) -> dict[str, Any]:
    """The city, built today or just now, and how much there is of everything."""
    mark = Path(settings.DATABASES["default"]["NAME"]).with_suffix(".built")
    began = time.perf_counter()
    if not mark.exists():
        lay_together()
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        with transaction.atomic():
            city = found_city(share)
            homes = households(city)
            write_cases(city, homes)
            write_meetings(city, homes)
        mark.write_text("")
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "people": Person.objects.count(),
        "agencies": Agency.objects.count(),
        "staff": Staff.objects.count(),
        "cases": SharedCase.objects.count(),
        "open_cases": SharedCase.objects.filter(case__closed_on__isnull=True).count(),
        "contacts": Contact.objects.count(),
        "meetings": Meeting.objects.count(),
        "attendances": Attendance.objects.count(),
        "audit_events": Event.objects.count(),
    }


def looks(times: int) -> list[dict[str, Any]]:
    """Each screen in turn; the first look, which warms the cache, is not counted."""
    clients: dict[str, Client] = {}
    found = []
    for look in _looks(clients):
        client = clients[look.who]
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(look.url)
            queries = len(caught)
        if answer.status_code != 200:
            found.append({"who": look.who, "screen": look.screen, "status": answer.status_code})
            continue
        spent = []
        for _ in range(times):
            began = time.perf_counter()
            client.get(look.url)
            spent.append((time.perf_counter() - began) * 1000)
        found.append(
            {
                "who": look.who,
                "screen": look.screen,
                "queries": queries,
                "p50_ms": round(median(spent), 1),
                "p95_ms": round(quantiles(spent, n=20, method="inclusive")[-1], 1),
                "kilobytes": len(answer.content) // 1024,
            }
        )
    return found


def _seat(clients: dict[str, Client], who: str, staff_id: int) -> None:
    staff = Staff.objects.get(pk=staff_id)
    if not is_mfa_enabled(staff):
        give_second_factor(staff_id)
    clients[who] = Client()
    clients[who].force_login(staff, backend=BACKEND)


def _with(duty: Duty) -> int:
    return Post.objects.filter(duty=duty, ended_on__isnull=True).order_by("pk").values_list("staff_id", flat=True)[0]


def _looks(clients: dict[str, Client]) -> Iterator[Look]:
    meeting = _meeting()
    items = AgendaItem.objects.filter(meeting=meeting).values("pk")
    seat = Seat.objects.filter(agenda_id__in=items).order_by("pk")[0]
    case = SharedCase.objects.select_related("case").get(on_agendas=seat.agenda_id)
    head = Post.objects.get(agency_id=case.case.agency_id, level=Level.HEAD).staff_id
    who = {
        "owner": case.case.owner_id,
        "supervisor": head,
        "station": _with(Duty.STATION),
        "secretariat": _with(Duty.SECRETARIAT),
        "invitee": seat.staff_id,
        "auditor": _with(Duty.AUDIT),
    }
    for name, staff_id in who.items():
        _seat(clients, name, staff_id)
    yield from _desks(who)
    for name in ("owner", "station", "secretariat", "invitee"):
        for screen in CASE if name == "owner" else CASE[:3]:
            yield Look(name, screen, reverse(screen, args=[case.pk]))
    for name in ("secretariat", "invitee"):
        for screen in MEETING if name == "secretariat" else MEETING[:1]:
            yield Look(name, screen, reverse(screen, args=[meeting.pk]))
        yield Look(name, "meeting_papers", reverse("meeting_papers", args=[meeting.pk, seat.agenda_id]))
    yield Look("secretariat", "body", reverse("body", args=[meeting.body_id]))
    held = AgendaItem.objects.filter(meeting__kind=MeetingKind.SUPPORT, meeting__held_at__isnull=False)
    yield Look("secretariat", "item_after", reverse("item_after", args=[held.order_by("-meeting__held_at")[0].pk]))
    yield Look("supervisor", "personnel_changes", reverse("personnel_changes"))
    yield Look("secretariat", "personnel_changes", reverse("personnel_changes"))
    may = localdate() - timedelta(days=180)
    yield Look("auditor", "shared_readers", reverse("shared_readers", args=[case.pk]) + f"?month={may:%Y-%m}")
    yield Look("auditor", "audit_log", reverse("audit_log"))


def _desks(who: dict[str, int]) -> Iterator[Look]:
    for name in who:
        for screen in DESKS if name != "auditor" else ():
            yield Look(name, screen, reverse(screen))
    for name in ("station", "secretariat"):
        yield Look(name, "together_station", reverse("together_station"))
    for name in ("owner", "secretariat"):
        for screen in AFTER:
            yield Look(name, screen, reverse(screen))


def _meeting() -> Meeting:
    rows = Meeting.objects.filter(kind=MeetingKind.SUPPORT, phase=MeetingPhase.MATERIALS_OPEN)
    return rows.order_by("-starts_at")[0]
