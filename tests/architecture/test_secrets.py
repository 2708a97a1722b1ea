"""外に出せないもの: no path of somebody's machine, no registry's address, no key and no real ledger in the source."""

import re

import pytest

from tests.architecture.source import here, tracked_files

# Each with a bracket somewhere, so that this file does not find itself.
PATTERNS = {
    "機械の中の場所": re.compile(r"(?<![\w.])/(?:wor[k]|hom[e]|roo[t]|User[s])/[\w.]"),
    "ウィンドウズの場所": re.compile(r"[A-Z]:[\\/]+User[s]"),
    "部品の配布元": re.compile(r"pypi[.]org|pythonhoste[d]|npmjs[.]|deb[.]debian|(?<!emit-)index-ur[l]"),
    "鍵": re.compile(r"BEGIN [A-Z ]*PRIVATE KE[Y]|gh[pousr]_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}"),
}
# Real things have these endings; the ledgers in the tests are made by the tests.
NEVER = {".sqlite3", ".db", ".pem", ".key", ".p12", ".pfx", ".env", ".xls"}
TEXT = {
    ".py",
    ".txt",
    ".toml",
    ".md",
    ".html",
    ".css",
    ".js",
    ".json",
    ".svg",
    ".csv",
    ".cfg",
    ".ini",
    ".yml",
    ".yaml",
    "",
}


def leaks(text: str) -> list[str]:
    """What stands in a text that should not leave this machine."""
    return [label for label, pattern in PATTERNS.items() if pattern.search(text)]


@pytest.mark.later
def test_no_tracked_file_tells_of_a_machine_a_registry_or_a_key():
    found = {here(p): leaks(p.read_text(encoding="utf-8")) for p in tracked_files() if p.suffix in TEXT}
    assert {name: labels for name, labels in found.items() if labels} == {}


def test_no_database_key_or_old_workbook_is_tracked():
    assert [here(path) for path in tracked_files() if path.suffix.lower() in NEVER] == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("see /~home/hana/takigi", "機械の中の場所"),
        ("open('/~work/x')", "機械の中の場所"),
        ("C:\\~Users\\hana", "ウィンドウズの場所"),
        ("--index-~url x", "部品の配布元"),
        ("files.python~hosted", "部品の配布元"),
        ("-----BEGIN RSA PRIVATE ~KEY-----", "鍵"),
    ],
)
def test_every_kind_of_leak_is_found(text, label):
    """The ~ keeps this file itself clean."""
    assert leaks(text.replace("~", "")) == [label]


@pytest.mark.parametrize("text", ["/usr/lib/postgresql/15/bin", "homework/", "/people/3/", "https://example.jp/home/x"])
def test_ordinary_paths_are_left_alone(text):
    assert leaks(text) == []
