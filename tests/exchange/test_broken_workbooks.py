"""壊れたブック: whatever was done to a file, the answer is rows or a sentence, never a fallen program."""

import io
import os
import subprocess
import sys
import zipfile
from random import Random

import pytest

from takigi.exchange.tables import UnreadableFile, open_table
from takigi.exchange.tables.workbooks import _CHILD
from tests.exchange.made_files import HEADERS, PERSON, byte_file, ods_file, ods_row, xls_file, xlsx_file

GOOD = {
    "xls": lambda folder: xls_file(folder, [HEADERS, PERSON]),
    "xlsx": lambda folder: xlsx_file(folder, {"台帳": [HEADERS, PERSON, ["=1", 2, 3.5]]}),
    "ods": lambda folder: ods_file(folder, ods_row(*HEADERS) + ods_row(*PERSON)),
}


def read_or_refused(folder, content):
    """The rows, or the refusal's code; anything else that is raised fails the test."""
    try:
        return list(open_table(byte_file(folder, content, name="壊れた 台帳.bin"), name="台帳").rows())
    except UnreadableFile as refusal:
        return refusal.code


def hurt(content, dice):
    hurting = bytearray(content)
    for _ in range(min(dice.choice([1, 2, 5, 20]), len(hurting) // 50)):
        at, how = dice.randrange(len(hurting)), dice.randrange(3)
        if how == 0:
            hurting[at] = dice.randrange(256)
        elif how == 1:
            del hurting[at : at + dice.randrange(1, 50)]
        else:
            hurting[at:at] = dice.randbytes(dice.randrange(1, 9))
    return bytes(hurting)


def hurt_inside(content, dice):
    """A workbook whose archive is whole, with one part of it hurt."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        part = dice.choice([name for name in old.namelist() if name.endswith(("xml", "rels"))])
        for name in old.namelist():
            new.writestr(name, hurt(old.read(name), dice) if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize("length", [520, 700, 1023, 1100, 1530])
def test_an_old_workbook_cut_short_costs_one_file(length, tmp_path):
    """A file that ends inside a sector makes the reader panic."""
    content = GOOD["xls"](tmp_path).read_bytes()
    assert read_or_refused(tmp_path, content[:length]) == "damaged"


@pytest.mark.faults
@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_hurt_at_random_is_read_or_refused(kind, seed, tmp_path):
    dice = Random(f"{kind}-{seed}")
    content = GOOD[kind](tmp_path).read_bytes()
    hurting = hurt_inside if kind != "xls" and seed % 4 else hurt
    assert read_or_refused(tmp_path, hurting(content, dice)) is not None


def test_the_reader_works_in_a_machine_that_speaks_no_japanese(tmp_path):
    path = GOOD["xlsx"](tmp_path)
    plain = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL", "PYTHONUTF8")} | {
        "LC_ALL": "C"
    }
    done = subprocess.run(
        [sys.executable, "-P", str(_CHILD), str(path), "台帳", "1000"], capture_output=True, env=plain, check=True
    )
    assert "薪田　花子".encode() in done.stdout


@pytest.mark.later
def test_a_reading_that_stops_early_leaves_no_process_behind(tmp_path, monkeypatch):
    started = []

    class Noted(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    rows = [HEADERS, *[PERSON] * 20_000]
    reading = open_table(xlsx_file(tmp_path, {"台帳": rows}), name="台帳.xlsx").rows()
    assert next(reading).row_no == 2
    assert started[-1].poll() is None
    reading.close()
    assert [reader.poll() is None for reader in started] == [False] * 3
