"""しるしの通り道: every way out of the product by which a word of the marked case could reach a reader, beside its own screens."""

import html
import io
import json
import re
import subprocess
import uuid
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus

from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse

from takigi.evaluation.actions.snapshots import renew_ground
from tests.permissions.marked_world import MARKS, MarkedWorld, Reader
from tests.permissions.screen_table import SCREENS

PDF, EXCEL = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPAQUE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
NOBODYS = uuid.UUID("6f0c1d2e-5b7a-4c39-8e41-93a2b4c5d6e7")
# Where every issue there is stands as a choice, for whoever asks for a meeting: that says nothing of this household.
WITH_ALL_ISSUES = frozenset({"meeting_ask"})
# Pages on which the household's kinship words are the household's; elsewhere they are ordinary Japanese.
OF_THE_HOUSEHOLD = frozenset({"household", "shared_household"})


def text_of(response: HttpResponse) -> str:
    """What somebody can read of an answer, whatever it is."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind == PDF:
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=response.content, check=True, capture_output=True)
        return done.stdout.decode()
    if kind == EXCEL:
        with zipfile.ZipFile(io.BytesIO(response.content)) as book:
            return "\n".join(html.unescape(book.read(name).decode()) for name in book.namelist() if "xml" in name)
    if kind == "application/json":
        return json.dumps(json.loads(response.content), ensure_ascii=False)
    if kind == "text/calendar":
        return response.content.replace(b"\r\n ", b"").decode()
    return html.unescape(response.content.decode())


def marks_in(text: str, page: str) -> set[str]:
    """Which of the marks stand in what was answered."""
    found = {key for key, mark in MARKS.items() if mark.word in text}
    found -= set() if page in OF_THE_HOUSEHOLD else {"kin"}
    return found - ({"issue"} if page in WITH_ALL_ISSUES else set())


# --- what is sent for, in every state ---------------------------------------------------------------------------------


def sent_for(m: MarkedWorld, reader: Reader) -> Iterator[tuple[str, HttpResponse]]:
    """Files, calendars, answers in JSON, fragments of a page, the lists and tiles, the other desks under the case's id."""
    get, post = reader.client.get, reader.client.post
    yield "search", post(reverse("people"), {"text": MARKS["name"].word}, headers={"HX-Request": "true"})
    editor = {"editor": str(uuid.uuid4()), "since": 0, "changes": []}
    for name in ("today", "meetings", "help_desk", "leads", "quiet_cases", "involvement_checks", "care_decisions"):
        yield name, get(reverse(name))
    for whole, subject in (("case", m.case), ("person", m.person), ("household", m.person)):
        yield "record_readers", get(reverse("record_readers", args=[whole, subject]))
        yield "record_readers_file", post(reverse("record_readers_file", args=[whole, subject]))
    yield "meetings_calendar", get(reverse("meetings_calendar"))
    yield "draft_save", _json(reader, reverse("draft_save"), editor | {"place": "x", "draft": str(NOBODYS)})
    yield "visit_pack", _json(reader, reverse("visit_pack"), {"day": "today"})
    for name in ("person", "case", "notes", "case_print", "basic_exchange", "visit"):
        yield name, get(_address(name, m))
    yield "visit_save", _json(reader, reverse("visit_save", args=[m.case]), editor | {"draft": str(NOBODYS)})
    if m.meeting:
        yield "meeting_calendar", get(reverse("meeting_calendar", args=[m.meeting]))
        yield "meeting_minutes_save", _json(reader, reverse("meeting_minutes_save", args=[m.meeting]), editor)
    if m.token:
        yield "meeting_answer", get(reverse("meeting_answer", args=[m.token]))
        yield "meeting_days", get(reverse("meeting_days", args=[m.token]))


def _json(reader: Reader, address: str, sent: dict[str, object]) -> HttpResponse:
    return reader.client.post(address, json.dumps(sent), content_type="application/json")


# --- what a tile counts -----------------------------------------------------------------------------------------------

# The sentence of a tile of 今日, and who is told how many by it: written by hand, from the matrix and the state.
TILES = {
    "promises": r"返事を待っている頼みごとが(\d+)件",
    "checks": r"会議のその後を確かめるケースが(\d+)件",
    "asked": r"ステーションに届いた相談が(\d+)件",
    "leads": r"気になる人の知らせが(\d+)件",
    "quiet": r"(ほかの機関との記録がしばらくないケース)",
    "offers": r"手伝えることがあるかもしれないケースが(\d+)件",
    "readings": r"緊急の閲覧 (\d+)件が、ふりかえり",
}


def counted(text: str) -> dict[str, int]:
    """The numbers on the first page of the day; what is not said counts nothing."""
    found = {tile: re.search(words, text) for tile, words in TILES.items()}
    return {tile: int(one[1]) if one[1].isdecimal() else 1 for tile, one in found.items() if one}


def is_full(text: str) -> bool:
    """Whether 先にすること holds as many things as it ever does, so that another one can be missing from it."""
    return text.partition("first-steps")[2].partition("</ul>")[0].count("<li") == 5


def dead_links(reader: Reader, text: str) -> list[str]:
    """What stands on the page and does not open for whoever reads it: a count of what is hidden."""
    main = text.partition("<main")[2].partition("</main")[0]
    links = dict.fromkeys(one for one in re.findall(r'href="(/[^"#]*)', main) if OPAQUE.search(one))
    return [one for one in links if reader.client.get(html.unescape(one)).status_code >= HTTPStatus.BAD_REQUEST]


# --- everywhere, once -------------------------------------------------------------------------------------------------


def _named(m: MarkedWorld) -> list[dict[str, object]]:
    """What an address can name of this case; the indicators are those that list cases and people."""
    case, meeting, item = {"shared_id": m.case}, {"meeting_id": m.meeting}, {"item_id": m.item}
    wholes = [{"whole": whole, "subject_id": m.case} for whole in ("case", "person", "household")]
    return [
        {},
        case,
        {"case_id": m.case},
        {"case_id": m.case, "paper": "notes"},
        {"person_id": m.person},
        {"person_id": m.person, "purpose": "sharing", "state": "withdrawn"},
        meeting,
        item,
        meeting | item,
        meeting | item | {"info": "IDENT"},
        meeting | {"body_id": m.body},
        {"conference_id": m.meeting},
        {"body_id": m.body},
        {"request_id": m.request},
        {"lead_id": m.lead},
        {"promise_id": m.promise},
        case | {"member_id": m.member},
        case | {"contact_id": m.contact},
        *({"role_id": one} for one in m.roles.values()),
        *wholes,
        {"series": "case", "subject_id": m.case},
        {"token": m.token},
        {"key": "centres_search_register"},
        {"kind": "first_visit"},
        {"stage": "visit"},
        *({"indicator_key": key} for key in ("visited_in_time", "new_support", "decisions_carried_out")),
    ]


def _address(name: str, m: MarkedWorld) -> str:
    return next(iter(addresses(name, m)))


def addresses(name: str, m: MarkedWorld) -> Iterator[str]:
    """Every address of a screen that names something of the case, or nothing at all."""
    for named in _named(m):
        try:
            yield reverse(name, kwargs={key: value for key, value in named.items() if value is not None})
        except NoReverseMatch:
            continue


# What ends the visit, what holds no word of anybody, and the page of all numbers, which takes a second to draw.
LEFT_OUT = {"account_logout", "health", "gallery", "numbers"}


def everywhere(m: MarkedWorld) -> list[tuple[str, str]]:
    """Every screen of the product, under every id of this case that fits it."""
    names = [one for one in SCREENS if one not in LEFT_OUT and not one.startswith(("account_", "mfa_"))]
    return [(name, address) for name in names for address in dict.fromkeys(addresses(name, m))]


# --- the command line -------------------------------------------------------------------------------------------------

# Whoever may run it has the machine, but no ground: it counts, and names nobody. Right and wrong ways to ask.
COMMANDS = (
    ("audit", "verify"),
    ("check",),
    ("facts", "snapshot"),
    ("facts", "verify"),
    ("facts", "verify", "--snapshot", "99"),
    ("indicators", "list"),
    ("indicators", "card", "visited_in_time"),
    ("indicators", "run", "visited_in_time"),
    ("staff", "password", "鵺原"),
    ("backup", "--to", "/dev/null/nowhere"),
)


def commanded() -> Iterator[tuple[str, str]]:
    """What each command that reads prints, and what it says when it is asked wrongly."""
    for words in COMMANDS:
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command(*words, stdout=out, stderr=err)
        except (CommandError, SystemExit) as error:
            err.write(str(error))
        said = out.getvalue() + err.getvalue()
        yield " ".join(words), said.replace(words[-1], "") if len(words) > 1 else said


def ground_laid(m: MarkedWorld) -> None:
    """The facts of the town as numbers are counted over them."""
    renew_ground(municipality_id=m.world.municipality_id, at=m.at + timedelta(seconds=1))
