"""数え上げ: every relation × class × phase × consent is asked of the real screens, and they say what the matrix says."""

import html
import shutil
import subprocess
from collections.abc import Iterable, Iterator

import pytest
from django.http import HttpResponse
from django.urls import reverse

from takigi.access import decide
from takigi.access.information import Information
from takigi.access.matrix import Cell
from takigi.access.relations import Relation
from takigi.collaboration.queries import records
from takigi.collaboration.queries.reading import SharedHead, head_of
from takigi.screens import gate
from tests.permissions.marked_walk import State, days
from tests.permissions.marked_world import MARKS, MarkedWorld, Reader, marked_world, seated_readers
from tests.worlds import build_world

pytestmark = [pytest.mark.long, pytest.mark.django_db]
S = Information
PDF = "application/pdf"


def carriers(m: MarkedWorld) -> dict[str, str]:
    """The screens on which the classes stand; the lists and the first page of the day are asked for what they must not tell."""
    found = {
        "case": reverse("shared_case", args=[m.case]),
        "household": reverse("shared_household", args=[m.case]),
        "records": reverse("shared_records", args=[m.case]),
        "request": reverse("help_request", args=[m.request]),
        "list": reverse("together") + "?closed=1",
        "promises": reverse("my_promises"),
        "lead": reverse("lead", args=[m.lead]),
    }
    if m.meeting:
        found |= {
            "papers": reverse("meeting_papers", args=[m.meeting, m.item]),
            "minutes": reverse("meeting_minutes", args=[m.meeting]),
            "agreed": reverse("meeting_promises", args=[m.meeting]),
            "plan": reverse("support_plan", args=[m.item]),
            "after": reverse("item_after", args=[m.item]),
        }
    if m.promise:
        found["promise"] = reverse("promise", args=[m.promise])
    return found


def text_of(response: HttpResponse) -> str:
    """What somebody can read of an answer, whatever it is."""
    if response.headers.get("Content-Type") == PDF:
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=response.content, check=True, capture_output=True)
        return done.stdout.decode()
    return html.unescape(response.content.decode())


def told(m: MarkedWorld, reader: Reader) -> dict[str, set[str]]:
    """Mark → where it stands, of everything that this reader is answered."""
    found: dict[str, set[str]] = {}
    for page, response in answers(m, reader):
        text = text_of(response)
        title = text.partition("</title>")[0]
        for key, mark in MARKS.items():
            if mark.word in title and "<title>" in title:
                found.setdefault(key, set()).add(f"the title of {page}")
            if mark.word in text and (key != "kin" or page == "household"):
                found.setdefault(key, set()).add(page)
    return found


def answers(m: MarkedWorld, reader: Reader) -> Iterator[tuple[str, HttpResponse]]:
    """Screens, search and export."""
    for page, address in carriers(m).items():
        yield page, reader.client.get(address)
    yield "search", reader.client.post(reverse("people"), {"text": "鵺原"}, headers={"HX-Request": "true"})
    if m.meeting and shutil.which("pdftotext"):
        yield "pack", reader.client.post(reverse("meeting_pack", args=[m.meeting]))


def wrong(m: MarkedWorld, state: State, readers: Iterable[str]) -> list[str]:
    """Where the screens say more or less than the truths; nothing where they are equal."""
    said = []
    for key in readers:
        reader = m.readers[key]
        seen = told(m, reader)
        for name, mark in MARKS.items():
            may = name in state.laid and state.permits(key, reader.agency, mark)
            if seen.get(name) and not may:
                said.append(f"{state.name}: {key} reads {name} ({mark.info}) on {sorted(seen[name])}")
            if any("title" in page for page in seen.get(name, ())):
                said.append(f"{state.name}: {name} stands in {seen[name]}")
            if may and mark.is_told and name not in seen:
                said.append(f"{state.name}: {key} may read {name} ({mark.info}) and finds it nowhere")
    return said


def test_screens_exports_search_and_lists_tell_what_the_matrix_says(monkeypatch, caplog):
    """In sixteen states of one life: neither more nor less. Nothing of it stands in a title or in a log."""
    world = build_world()
    m = marked_world(world, seated_readers(world))
    monkeypatch.setattr(gate, "now", lambda: m.at)
    found, states = [], 0
    with caplog.at_level("INFO"):
        for state in days(m):
            near = [key for key in m.readers if state.relations.get(key)]
            found += wrong(m, state, m.readers if state.is_wide else near)
            states += 1
    assert not found, "\n".join(found)
    assert states == 16
    logged = "\n".join(f"{one.getMessage()} {one.args}" for one in caplog.records)
    assert logged, "the refusals were logged"
    assert not [mark.word for mark in MARKS.values() if mark.word in logged]


def test_the_enumeration_notices_a_cell_and_a_screen_that_say_otherwise(monkeypatch):
    world = build_world()
    m = marked_world(world, seated_readers(world))
    state = next(iter(days(m)))
    some = ("own", "coop", "coop_req", "none")
    assert wrong(m, state, some) == []

    def broken(relation, info, text):
        said = decide.ruling_of(relation, info, Cell.read(text))
        with monkeypatch.context() as patch:
            patch.setitem(decide.RULINGS, (relation, info), said)
            return wrong(m, state, some)

    assert any("coop_req reads name" in one for one in broken(Relation.COOP_REQ, S.IDENT, "Y"))
    assert any("own may read living" in one for one in broken(Relation.OWN, S.ASSESS, "-"))
    with monkeypatch.context() as patch:
        patch.setattr(SharedHead, "may", lambda head, info: True)
        assert any("coop reads happened" in one for one in wrong(m, state, some))
    with monkeypatch.context() as patch:
        patch.setattr(records, "_readable", lambda viewer, case_id: head_of(viewer, case_id)[0])
        assert any("reads happened" in one for one in wrong(m, state, some))
