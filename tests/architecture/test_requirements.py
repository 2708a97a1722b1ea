"""部品の台帳: locks with hashes and without any address, a reason beside each dependency, no licence that binds users."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest

from tests.architecture.source import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
BINDING = re.compile(r"\bA?GPL|Affero|\bSSPL|GNU General Public", re.IGNORECASE)


def pins(lock: str) -> dict[str, str]:
    """Package → version, with names as pip compares them."""
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(lock)}


def without_hash(lock: str) -> list[str]:
    """Packages that could be replaced by another file of the same name."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock)
    return [block.split("==")[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]


def without_reason(pyproject: str) -> list[str]:
    """Dependency lines of [project] without a comment."""
    tables = pyproject.partition("[dependency-groups]")[0]
    return [
        line.strip() for line in tables.splitlines() if re.match(r'\s+"[\w.\[\],-]+[><=~]', line) and "#" not in line
    ]


def licence_words(package: Distribution) -> Iterator[str]:
    """Where a package says under which licence it may be used."""
    meta = package.metadata
    yield meta.get("License-Expression", "")
    # Some packages paste the whole text here; its first line names it.
    yield (meta.get("License") or "").partition("\n")[0]
    yield from (one for one in meta.get_all("Classifier") or () if one.startswith("License"))


def binding(packages: Iterable[Distribution]) -> list[str]:
    """Packages whose licence would bind those who pass the program on."""
    return [p.metadata["Name"] for p in packages if any(BINDING.search(words) for words in licence_words(p))]


def runtime_packages() -> Iterator[Distribution]:
    """What a town installs, as far as this system needs it."""
    for name in pins((ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")):
        try:
            yield distribution(name)
        except PackageNotFoundError:
            continue  # For another system only; its marker says so.


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_lock_names_a_host(lock):
    assert "://" not in lock.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_file_has_its_hash(lock):
    assert pins(lock.read_text(encoding="utf-8")), "空の台帳"
    assert without_hash(lock.read_text(encoding="utf-8")) == []


def test_the_tests_stand_on_exactly_what_a_town_installs():
    """run.py relies on it: whoever installed dev.txt has all of base.txt."""
    base, dev = (pins((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")) for name in ("base", "dev"))
    assert base.items() - dev.items() == set()


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[\[><=~ ]", line)[0].lower() for line in project["project"]["dependencies"]}
    assert wanted - pins((ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")).keys() == set()


def test_every_dependency_has_a_reason():
    assert without_reason((ROOT / "pyproject.toml").read_text(encoding="utf-8")) == []


def test_no_licence_binds_the_town():
    packages = list(runtime_packages())
    assert len(packages) > 10
    assert binding(packages) == []


def test_a_lock_without_hashes_is_found():
    assert without_hash("a==1 \\\n    --hash=sha256:00\nb==2\nc==3 ; x") == ["b", "c"]


def test_a_dependency_without_a_reason_is_found():
    assert without_reason('dependencies = [\n    "Django>=5",\n    "jaconv>=1", # kana\n]\n') == ['"Django>=5",']


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("License-Expression: AGPL-3.0-only", True),
        ("License: GNU General Public License v3", True),
        ("Classifier: License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("License-Expression: MIT", False),
        ("License: BSD-3-Clause", False),
    ],
)
def test_a_binding_licence_is_found_wherever_it_is_stated(tmp_path, header, found):
    folder = tmp_path / "pretend-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: pretend\nVersion: 1\n{header}\n")
    assert binding([Distribution.at(folder)]) == (["pretend"] if found else [])
