"""控えと復元の稽古: consistent while somebody writes, whole when it comes back, refused when it is not."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.laid_tables import copy_tables

pytestmark = [pytest.mark.faults]


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """A small SQLite installation with a register and a chain; each test has a copy."""
    home = tmp_path_factory.mktemp("founded") / "町 の 台帳"
    copy_tables(home)
    assert takigi(home, "migrate", "-v0").returncode == 0
    python(home, "from tests.worlds import build_world; build_world()")
    return home


@pytest.fixture
def town(founded, tmp_path):
    """The installation, in a folder of its own."""
    return shutil.copytree(founded, tmp_path / founded.name)


def run(home, *words):
    environment = {
        **{key: value for key, value in os.environ.items() if key != "TAKIGI_TEST_DATABASE"},
        "TAKIGI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "takigi.site.settings",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


def takigi(home, *words):
    return run(home, "-m", "takigi", *words)


def python(home, code):
    done = run(home, "-c", f"import django; django.setup()\n{code}")
    assert done.returncode == 0, done.stderr
    return done.stdout


def newest(home):
    return max((home / "backups").glob("takigi-*.tar.gz"))


def test_a_backup_comes_back_whole_in_a_fresh_place(town, tmp_path):
    assert takigi(town, "backup").returncode == 0
    fresh = tmp_path / "fresh"

    done = takigi(fresh, "restore", str(newest(town)))

    assert done.returncode == 0, done.stderr
    assert "つながったまま" in done.stdout
    counted = "from tests.worlds import Role; from takigi.audit.queries import heads; print(heads())"
    assert python(fresh, counted) == python(town, counted)


def test_a_kept_snapshot_comes_back_with_the_backup(town, tmp_path):
    """報告のもとになった事実の写しも、控えから戻る."""
    assert takigi(town, "facts", "snapshot", "--town", "992038").returncode == 0
    assert takigi(town, "facts", "refresh", "--town", "992038").returncode == 0
    assert takigi(town, "backup").returncode == 0
    fresh = tmp_path / "fresh"
    assert takigi(fresh, "restore", str(newest(town))).returncode == 0

    done = takigi(fresh, "facts", "verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "とったときのまま" in done.stdout
    assert len(list((fresh / "facts").glob("*/*"))) == 1


def test_a_backup_holds_the_database_in_one_file(town):
    """A reader of the copy that nobody has cleared away yet lays no file beside it."""
    python(
        town,
        "import gc; gc.disable()\n"
        "from datetime import datetime; from pathlib import Path; from django.conf import settings\n"
        "from takigi.site.backups import back_up\n"
        "back_up(Path(settings.HOME) / 'backups', at=datetime(2026, 4, 1, 9, 0))",
    )

    with tarfile.open(newest(town)) as packed:
        assert [name for name in packed.getnames() if name.startswith("takigi.sqlite3")] == ["takigi.sqlite3"]


def test_a_backup_holds_nobodys_session(town, tmp_path):
    """A session may hold the last words that somebody searched for."""
    begun = (
        "from django.contrib.sessions.backends.db import SessionStore as S; s = S(); s['words'] = 'yamada'; s.save()"
    )
    python(town, begun)
    takigi(town, "backup")
    takigi(tmp_path / "fresh", "restore", str(newest(town)))

    counted = "from django.contrib.sessions.models import Session; print(Session.objects.count())"
    assert (python(town, counted).strip(), python(tmp_path / "fresh", counted).strip()) == ("1", "0")


def test_a_backup_made_while_others_write_is_consistent(town, tmp_path):
    """Thirty deeds a second go on; the copy holds a chain that ends exactly where its head says."""
    writer = (
        "import itertools\nfrom django.utils.timezone import now\nfrom takigi.audit import actions\n"
        "for n in range(3000): actions.record('test.deed', municipality_id=1, by=1, at=now(), target=f'person:{n}')"
    )
    environment = os.environ | {"TAKIGI_HOME": str(town), "DJANGO_SETTINGS_MODULE": "takigi.site.settings"}
    busy = subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{writer}"],
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    try:
        assert takigi(town, "backup").returncode == 0
    finally:
        busy.kill()
        busy.wait()

    done = takigi(tmp_path / "fresh", "restore", str(newest(town)))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_used_place_is_never_restored_into(town):
    takigi(town, "backup")

    done = takigi(town, "restore", str(newest(town)))

    assert done.returncode != 0
    assert "もうデータベースがあります" in done.stderr


def test_a_backup_with_one_changed_file_is_refused_and_leaves_nothing(town, tmp_path):
    takigi(town, "backup")
    unpacked, forged = tmp_path / "unpacked", tmp_path / "forged.tar.gz"
    with tarfile.open(newest(town)) as archive:
        archive.extractall(unpacked, filter="data")
    with (unpacked / "takigi.sqlite3").open("r+b") as database:
        database.seek(5000)
        database.write(b"forged")
    with tarfile.open(forged, "w:gz") as archive:
        for one in sorted(unpacked.rglob("*")):
            archive.add(one, arcname=str(one.relative_to(unpacked)), recursive=False)
    fresh = tmp_path / "fresh"

    done = takigi(fresh, "restore", str(forged))

    assert done.returncode != 0
    assert "takigi.sqlite3" in done.stderr
    assert not (fresh / "takigi.sqlite3").exists()


def test_a_half_copied_backup_is_refused(town, tmp_path):
    takigi(town, "backup")
    half = tmp_path / "half.tar.gz"
    whole = newest(town).read_bytes()
    half.write_bytes(whole[: len(whole) // 2])

    done = takigi(tmp_path / "fresh", "restore", str(half))

    assert done.returncode != 0
    assert "壊れている" in done.stderr


def test_a_disk_that_is_full_leaves_the_earlier_backup_and_no_half_one(town):
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("小さなディスクを用意できるのは root だけのため、この試験を省きました")
    small = town / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "none", str(small)], check=False).returncode:
        pytest.skip("この場所では tmpfs を使えないため、満杯のディスクの試験を省きました")
    try:
        done = takigi(town, "backup", "--to", str(small))
        assert done.returncode != 0
        assert "控えを作れませんでした" in done.stderr
        assert list(small.glob("takigi-*")) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_check_names_what_is_missing_and_what_to_do(town):
    before = takigi(town, "check")
    assert before.returncode == 1
    assert "takigi backup" in before.stdout

    takigi(town, "backup")

    after = takigi(town, "check")
    assert after.returncode == 0, after.stdout


def test_an_end_cut_off_the_chain_together_with_its_head_is_found_by_the_anchor(town):
    takigi(town, "audit", "verify")
    python(
        town,
        "from django.db import connection\nfrom takigi.audit import append_only\nappend_only.remove(connection)\n"
        "c = connection.cursor()\n"
        "c.execute('select max(seq) from audit_event where municipality_id = 1')\nlast = c.fetchone()[0]\n"
        "c.execute('delete from audit_event where municipality_id = 1 and seq = %s', [last])\n"
        "c.execute('update audit_head set seq = %s, seal = (select seal from audit_event where municipality_id = 1"
        " and seq = %s) where municipality_id = 1', [last - 1, last - 1])",
    )

    done = takigi(town, "audit", "verify")

    assert done.returncode == 1
    assert "控えにある" in done.stdout


def test_a_wrong_installation_file_stops_the_start_with_a_hint(town):
    (town / "installation.toml").write_text("[server]\nport = 0\n", encoding="utf-8")

    done = takigi(town, "check")

    assert done.returncode != 0
    assert "1 から 65535" in done.stderr
    assert "Traceback" not in done.stderr
