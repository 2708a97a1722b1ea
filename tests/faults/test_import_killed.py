"""取り込みの最中に落とす: killed at twenty random moments, an import leaves all or nothing and then comes to its end."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.import_at_work import ALL, KNOWN
from tests.laid_tables import copy_tables

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
SEED = 20260501
DRAFTS = ("people_stagedperson", "people_stagedcertification", "people_stagedchange")
# The register's content, without ids and moments, which are new each time; what was there before stays of its moment.
CONTENT = (
    """SELECT insured_no, name, name_kana, kana_key, birth_earliest, address, address_key, status, root_id = id,
              registered_at = '2026-05-01 03:00:00'
       FROM people_person ORDER BY 1""",
    """SELECT p.insured_no, c.revision, c.kind, c.level_code, c.valid_from, c.decided_on, c.row_no,
              c.known_from = '2026-05-01 03:00:00', c.known_until IS NULL, next.revision
       FROM people_certification c JOIN people_person p ON p.id = c.person_id
       LEFT JOIN people_certification next ON next.id = c.replaced_by_id ORDER BY 1, 2""",
    """SELECT p.insured_no, r.before, r.after, r.row_no FROM people_personrevision r
       JOIN people_person p ON p.id = r.person_id ORDER BY 1""",
    "SELECT p.insured_no, f.name FROM people_formername f JOIN people_person p ON p.id = f.person_id ORDER BY 1",
)


def content(home: Path) -> tuple:
    """What a town's register says, read past the application."""
    connection = sqlite3.connect(home / "takigi.sqlite3")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return tuple(tuple(connection.execute(question).fetchall()) for question in CONTENT)
    finally:
        connection.close()


def asked(home: Path, question: str) -> object:
    """One value, read past the application."""
    connection = sqlite3.connect(home / "takigi.sqlite3")
    try:
        return connection.execute(question).fetchone()[0]
    finally:
        connection.close()


def state(home: Path) -> str:
    return str(asked(home, "SELECT state FROM people_importbatch ORDER BY received_at DESC LIMIT 1"))


def start(home: Path, what: str) -> subprocess.Popen:
    environment = os.environ | {"TAKIGI_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.faults.import_at_work", what]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def finish(home: Path, what: str) -> dict[str, float]:
    """Let it run to its end; when it said what."""
    with start(home, what) as process:
        said = {line.strip(): time.monotonic() for line in process.stdout}
        assert process.wait() == 0
    return said | {"end": time.monotonic()}


def kill_after(home: Path, word: str, seconds: float) -> bool:
    """Kill the worker so long after it said `word`; False when it never came to say it."""
    with start(home, "go") as process:
        heard = any(line.strip() == word for line in process.stdout)
        time.sleep(seconds if heard else 0)
        process.kill()
    return heard


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town that has received a file and not looked at it yet."""
    home = tmp_path_factory.mktemp("town")
    copy_tables(home)
    (home / "static").mkdir()
    finish(home, "prepare")
    return home


@pytest.mark.faults
def test_killed_at_twenty_random_moments_it_leaves_all_or_nothing_and_comes_to_its_end(template, tmp_path):
    before = content(template)
    reference = shutil.copytree(template, tmp_path / "reference")
    said = finish(reference, "go")
    after = content(reference)
    assert (len(before[0]), len(after[0])) == (KNOWN, ALL)
    assert len(after[2]) > 0 and len(after[3]) > 0, "the file changes people who were there before"
    checking, writing = said["applying"] - said["ready"], said["end"] - said["applying"]

    moments = random.Random(SEED)
    seen, homes = [], 0
    home = reference
    for number in range(KILLS):
        if home is reference or state(home) == "applied":
            homes += 1
            home = shutil.copytree(template, tmp_path / f"town{homes}")
        word, longest = ("ready", checking) if number % 2 else ("applying", writing)
        kill_after(home, word, moments.uniform(0, longest))
        found = content(home)
        seen.append(state(home))
        assert found == (after if seen[-1] == "applied" else before), f"kill {number + 1} left {seen[-1]}"
    for number in range(1, homes + 1):
        home = tmp_path / f"town{number}"
        finish(home, "go")
        assert state(home) == "applied"
        assert content(home) == after
        assert [asked(home, f"SELECT count(*) FROM {table}") for table in DRAFTS] == [0, 0, 0]
        assert asked(home, "SELECT count(*) FROM people_importrow") == KNOWN + ALL
    print(f"killed {KILLS} times: {', '.join(f'{one} {seen.count(one)}' for one in sorted(set(seen)))}")
