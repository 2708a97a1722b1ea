"""事実の写しの手引き: the commands of the page are run in their order, and say what the page says they say."""

import re
import shlex
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from takigi.evaluation.models import Snapshot
from takigi.people.actions import persons
from takigi.people.actions.persons import PersonDetails
from takigi.site import command_line
from tests.casework_made import open_case
from tests.visits_made import confirm_made_visit
from tests.worlds import Role, build_world

PAGE = (Path(__file__).parents[2] / "docs/how-to/keep-facts.md").read_text(encoding="utf-8")
RUNS = re.findall(r"```\ntakigi (facts .*?)\n```\n\n```\n(.*?)```", PAGE, re.DOTALL)
# What is another one each time: the fingerprint, the moment, and the rows, of which every month has some.
CHANGING = re.compile(r"(?<=指紋 )[0-9a-f]{64}|(?<=（)\d{4}-\d\d-\d\d \d\d:\d\d(?=）)|(?<=[、（])[\d,]+(?=行）)")


@pytest.mark.later
@pytest.mark.later
@pytest.mark.django_db
def test_the_commands_print_what_the_page_shows(settings, tmp_path):
    settings.FACTS_FOLDER = tmp_path / "facts"
    world = build_world()
    by = world.viewer(Role.INSURANCE)
    for number in ("1", "2"):
        details = PersonDetails(
            name="山田　ハナ", name_kana="ヤマダ　ハナ", birth="昭和12年4月1日", sex="2", insurer_no="992031",
            insured_no=number.zfill(10), address="みどり野市東町1-2-3", area_id=world.area_ids["east"],
        )  # fmt: skip
        person_id = persons.register_person(by=by, details=details)
    confirm_made_visit(world, open_case(world, person_id))

    assert len(RUNS) == 3
    for command, printed in RUNS:
        first = Snapshot.objects.filter(is_kept=True).values_list("pk", flat=True).first() or 1
        out = StringIO()
        call_command(*shlex.split(command.replace("--snapshot 1", f"--snapshot {first}")), stdout=out)
        said = CHANGING.sub("…", out.getvalue())
        assert re.sub(r"写し \d+", "写し 1", said) == printed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("facts", "あるのは snapshot、verify、refresh"),
        ("facts keep", "「keep」"),
        ("facts verify --snapshot 一", "「一」"),
    ],
)
def test_a_mistake_is_a_sentence(words, said):
    with pytest.raises(CommandError, match=said):
        call_command(*shlex.split(words))


def test_before_a_town_has_begun_it_says_so(monkeypatch):
    """ほかの誤りは、そのまま見える."""

    def broken(words):
        raise OperationalError(words[1])

    monkeypatch.setattr(command_line, "execute_from_command_line", broken)
    monkeypatch.setattr(command_line.os, "umask", lambda mask: None)
    for problem, raised, said in (
        ("no such table: people_person", SystemExit, "台帳がまだない"),
        ('relation "people_person" does not exist', SystemExit, "台帳がまだない"),
        ("database is locked", OperationalError, "database is locked"),
    ):
        monkeypatch.setattr("sys.argv", ["takigi", problem])
        with pytest.raises(raised, match=said):
            command_line.main()
