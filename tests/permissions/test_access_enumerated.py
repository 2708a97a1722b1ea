"""数え上げ: every relation × class × phase × consent is asked of the real screens, and they say what the matrix says."""

import shutil
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import chain
from types import SimpleNamespace

import pytest
from django.core.management import get_commands
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from takigi.access import decide
from takigi.access.information import Information
from takigi.access.matrix import Cell
from takigi.access.relations import Relation
from takigi.collaboration.queries import records
from takigi.collaboration.queries.reading import SharedHead, head_of
from takigi.collaboration.rules.leads import LeadState
from takigi.evaluation.queries import behind as behind_a_number
from takigi.organisations.queries import TaskCard
from takigi.people import policies as people_policies
from takigi.people.models import Person
from takigi.screens import gate
from takigi.site import command_line
from tests.permissions.marked_channels import (
    OPAQUE,
    commanded,
    counted,
    dead_links,
    everywhere,
    ground_laid,
    is_full,
    marks_in,
    sent_for,
    text_of,
)
from tests.permissions.marked_walk import State, days
from tests.permissions.marked_world import MARKS, MarkedWorld, Reader, marked_world, seated_readers, word
from tests.worlds import build_world

pytestmark = [pytest.mark.long, pytest.mark.django_db]
S = Information


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


def answers(m: MarkedWorld, reader: Reader) -> Iterator[tuple[str, HttpResponse]]:
    """Screens, and the papers of the meeting."""
    for page, address in carriers(m).items():
        yield page, reader.client.get(address)
    if m.meeting and shutil.which("pdftotext"):
        yield "pack", reader.client.post(reverse("meeting_pack", args=[m.meeting]))


def told(answered: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Mark → where it stands, of everything that a reader is answered."""
    found: dict[str, set[str]] = {}
    for page, text in answered:
        title = text.partition("</title>")[0] if "<title>" in text else ""
        for key in marks_in(text, page):
            found.setdefault(key, set()).add(page)
            if MARKS[key].word in title:
                found[key].add(f"the title of {page}")
    return found


def wrong(m: MarkedWorld, state: State, readers: Iterable[str], *, is_whole: bool = True) -> list[str]:
    """Where the answers say more or less than the truths; nothing where they are equal. `is_whole`: by every channel."""
    said = []
    for key in readers:
        reader = m.readers[key]
        asked = chain(answers(m, reader), sent_for(m, reader) if is_whole else ())
        answered = [(page, text_of(response)) for page, response in asked]
        seen = told(answered)
        said += leaked(state, reader, seen)
        for name, mark in MARKS.items():
            may = name in state.laid and state.permits(key, reader.agency, mark)
            if may and mark.is_told and name not in seen:
                said.append(f"{state.name}: {key} may read {name} ({mark.info}) and finds it nowhere")
        if is_whole:
            said += miscounted(state, reader, dict(answered)["today"])
    return said


def leaked(state: State, reader: Reader, seen: dict[str, set[str]]) -> list[str]:
    """What the reader was told and may not read."""
    said = []
    for name, pages in seen.items():
        mark = MARKS[name]
        if name not in state.laid or not state.permits(reader.key, reader.agency, mark):
            said.append(f"{state.name}: {reader.key} reads {name} ({mark.info}) on {sorted(pages)}")
        if any("title" in page for page in pages):
            said.append(f"{state.name}: {name} stands in {pages}")
    return said


def miscounted(state: State, reader: Reader, today: str) -> list[str]:
    """Where a number on 今日 is not the number of what the reader may open, or a link there opens nothing."""
    said, may = [], state.counts(reader.key, reader.agency)
    shown = counted(today)
    if is_full(today) and "readings" not in shown:
        may.pop("readings", None)
    if shown != may:
        said.append(f"{state.name}: {reader.key} is told {shown} and may open {may}")
    if dead := dead_links(reader, today):
        said.append(f"{state.name}: {reader.key} is shown what does not open: {dead}")
    return said


def test_screens_exports_search_and_lists_tell_what_the_matrix_says(monkeypatch, caplog, facts_folder):
    """In seventeen states of one life: neither more nor less. Nothing of it stands in a title or in a log."""
    world = build_world()
    m = marked_world(world, seated_readers(world))
    monkeypatch.setattr(gate, "now", lambda: m.at)
    found, states = [], 0
    with caplog.at_level("INFO"):
        for state in days(m):
            near = [key for key in m.readers if state.relations.get(key) and (state.asks_all or key not in NEVER)]
            far = m.readers.keys() - {*near, "none"} if state.is_wide else ()
            found += wrong(m, state, [*near, "none"], is_whole=state.asks_all)
            found += wrong(m, state, far, is_whole=False)
            states += 1
            if state.name == "終了":
                ground_laid(m)
                found += told_elsewhere(m, state)
    assert not found, "\n".join(found)
    assert states == 17
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


# Nothing that happens to a case ever opens it to these (P2, P3): they are asked where everybody is, not after every step.
NEVER = frozenset({"eval", "adm", "aud", "no_oath"})
# One of each kind that reads little or nothing: whoever is or was beside the case, and whoever never is.
EACH_KIND = ("coop", "stn", "sec", "part", "aud", "none")
# Pages that name nothing in their address are the same question for most of them.
ASKED_FOR_LISTS = frozenset({"sec", "part", "none"})


def told_elsewhere(m: MarkedWorld, state: State, readers: Iterable[str] = EACH_KIND) -> list[str]:
    """Every screen of the product, under every id of this case that fits it; numbers are opened down to cases."""
    places, found, opened = everywhere(m), [], 0
    with_ids = [(page, address) for page, address in places if OPAQUE.search(address)]
    for key in readers:
        reader = m.readers[key]
        for page, address in places if key in ASKED_FOR_LISTS else with_ids:
            response = reader.client.get(address)
            opened += response.status_code == HTTPStatus.OK
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                found.append(f"{key} breaks {address}")
            found += leaked(state, reader, told([(page, text_of(response))]))
    assert len(places) > 200 and opened > 20 * len(list(readers)), (len(places), opened)
    return found


def test_the_command_line_counts_and_names_nobody(facts_folder):
    """Whoever has the machine has no ground: what commands print, and what they say to a mistake, names nobody."""
    world = build_world()
    marked_world(world, seated_readers(world))
    said = dict(commanded())
    assert not [(command, marks_in(text, "")) for command, text in said.items() if marks_in(text, "")]
    assert "つながったまま" in said["audit verify"] and "人、" in said["facts snapshot"]


@pytest.mark.parametrize("word_of_the_framework", sorted(command_line.CLOSED))
def test_no_command_lays_everybodys_records_out(word_of_the_framework, monkeypatch):
    monkeypatch.setattr("sys.argv", ["takigi", word_of_the_framework])
    with pytest.raises(SystemExit, match="見る根拠も監査記録もなしに"):
        command_line.main()
    assert word_of_the_framework in get_commands(), "the framework still has it, so that closing it means something"


# Channel → what would leak through it, and who is asked: each planted at what the channel shows, far from the matrix.
def _planted(m: MarkedWorld) -> dict[str, tuple[str, str, object]]:
    new_lead = SimpleNamespace(state=LeadState.NEW, is_late=False)
    task = TaskCard(1, "会議", f"meeting:{m.meeting}", m.viewer("none").on, m.at, passed_on=False)
    name = word("name")
    return {
        "a count on a tile": ("takigi.screens.today.together_card.lead_board", "none", lambda viewer: [new_lead]),
        "a link on 今日": ("takigi.screens.today.today.open_tasks", "none", lambda *args, **more: [task]),
        "a calendar": ("takigi.screens.meetings.afterwards.dates.calendar_file", "none", lambda found: name.encode()),
        "an answer in JSON": (
            "takigi.screens.casework.visits.wire.JsonResponse",
            "none",
            lambda data, **more: JsonResponse({**data, "told": name}, **more),
        ),
        "a table in Excel": ("takigi.screens.custody.readers.file_rows", "aud", lambda lines: [[name]]),
        "a page by a link": ("takigi.screens.meetings.replies.when_in_words", "none", lambda *args: name),
    }


def test_a_leak_planted_in_each_channel_is_noticed(monkeypatch, facts_folder):
    world = build_world()
    m = marked_world(world, seated_readers(world))
    monkeypatch.setattr(gate, "now", lambda: m.at)
    state = next(one for one in days(m) if one.name == "資料公開")
    assert wrong(m, state, ("none", "aud")) == []
    for channel, (what, key, instead) in _planted(m).items():
        with monkeypatch.context() as patch:
            patch.setattr(what, instead)
            assert wrong(m, state, (key,)), channel
    # A number that is opened down to whoever is behind it, and another desk that does not ask for its own ground.
    ground_laid(m)
    behind = reverse("number_behind", args=["visited_in_time"])
    row = SimpleNamespace(person_id=m.person, case_id=None, index_on=None)
    with monkeypatch.context() as patch:
        patch.setattr(behind_a_number, "found_behind", lambda *args: [row])
        assert leaked(state, m.readers["eval"], told([("behind", text_of(m.readers["eval"].client.get(behind)))])) == []
        patch.setattr(behind_a_number, "_seen", lambda viewer, found, **more: found)
        assert leaked(state, m.readers["eval"], told([("behind", text_of(m.readers["eval"].client.get(behind)))]))
    with monkeypatch.context() as patch:
        patch.setattr(people_policies, "visible_persons", lambda viewer: Person.objects.all())
        assert wrong(m, state, ("none",))
    with monkeypatch.context() as patch:
        patch.setattr("takigi.site.management.commands.audit.anchor_faults", lambda: [f"{word('name')}の行"])
        assert [command for command, said in commanded() if marks_in(said, "")] == ["audit verify"]
