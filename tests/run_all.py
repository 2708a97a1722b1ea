"""すべての試験: the order of the checks and test runs, what this machine lacks, and one line at the end.

Called by `python3 run.py test [--quick] [words for pytest]`.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from run import run, say  # noqa: E402  # the launcher stands at the root, which is on the path only now
from tests.browser.chromium import chromium  # noqa: E402  # the same
from tests.postgres import server_programs  # noqa: E402  # the same

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"
CHECKS = {
    "書き方（ruff check）": ["-m", "ruff", "check", "--output-format", "concise", "."],
    "体裁（ruff format）": ["-m", "ruff", "format", "--check", "--output-format", "concise", "."],
    "部屋の境（import-linter）": ["-c", LINT_IMPORTS, "--no-logo", "--no-cache"],
    "型（mypy）": ["-m", "mypy"],
}


@dataclass(frozen=True)
class Part:
    """One thing the tests need that pip cannot bring."""

    label: str
    found: Callable[[], object]
    package: str


def java() -> str | None:
    """The Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(str(Path(home, "bin", "java"))) if home else shutil.which("java")


@dataclass(frozen=True)
class Stage:
    """One run of pytest."""

    label: str
    options: tuple[str, ...]
    needs: Part | None = None


CHROMIUM = Part("Chromium", chromium, "chromium")
POSTGRES = Part("PostgreSQL", server_programs, "postgresql")
JAVA = Part("Java", java, "openjdk-17-jre-headless")
# Two at once, each with its own stretch of files, so that a town built for a file is rarely built twice.
TWO_AT_ONCE = ("-n", "2", "--dist", "worksteal")
BOTH_DATABASES = "not browser and not faults and not spark and not long"
EVERYDAY = Stage("ふだんの試験（SQLite）", (*TWO_AT_ONCE, "-m", f"{BOTH_DATABASES} and not later"))
STAGES = (
    EVERYDAY,
    Stage(
        "ひまのかかる試験、大きな町、大きなファイル、すべての組み合わせ（SQLite）",
        (*TWO_AT_ONCE, "-m", "(later or long) and not browser and not faults and not spark"),
    ),
    Stage(
        "そのうち、データベースにさわる試験を PostgreSQL で",
        (*TWO_AT_ONCE, "-m", BOTH_DATABASES, "--database", "postgres"),
        POSTGRES,
    ),
    Stage("集計を Spark で", ("-m", "spark"), JAVA),
    Stage("ブラウザーの試験（Chromium）", (*TWO_AT_ONCE, "-m", "browser"), CHROMIUM),
    Stage("こわしてみる試験", (*TWO_AT_ONCE, "-m", "faults")),
)


@dataclass(frozen=True)
class Tally:
    """Tests counted, and the things left out, in words."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    left_out: tuple[str, ...] = ()
    # What failed and the end of what it said: whoever comes back to a long run finds it on the last screen.
    broken: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.left_out + other.left_out,
            self.broken + other.broken,
        )

    @property
    def line(self) -> str:
        """The one plain line that closes a run."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def tally_of(report: Path, exit_code: int) -> Tally:
    """Count a JUnit report. A run that broke without a failing test, or without a report, counts as one failure."""
    passed = failed = skipped = 0
    broken: list[str] = []
    if report.exists():
        root = ElementTree.parse(report)  # noqa: S314  # written by our own pytest a moment ago
        broken = [_said(case, fault) for case in root.iter("testcase") for fault in case if fault.tag in FAULTS]
        for suite in root.iter("testsuite"):
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            left = int(suite.get("skipped", 0))
            passed, failed, skipped = passed + int(suite.get("tests", 0)) - bad - left, failed + bad, skipped + left
    broke = exit_code not in {0, 1, 5} or (exit_code == 1 and failed == 0)
    return Tally(passed, failed + (1 if broke and failed == 0 else 0), skipped, broken=tuple(broken))


FAULTS = {"failure", "error"}


def _said(case: ElementTree.Element, fault: ElementTree.Element) -> str:
    lines = [*(fault.get("message") or "").splitlines()[:3], *(fault.text or "").splitlines()[-2:]]
    return "\n".join((f"{case.get('classname')}::{case.get('name')}", *(f"    {line[:200]}" for line in lines)))


def check(label: str, command: Sequence[str]) -> Tally:
    """One checker; it counts as one test."""
    say(f"── {label}")
    return Tally(passed=1) if run([sys.executable, *command]) == 0 else Tally(failed=1)


def rehearse(stage: Stage, words: Sequence[str], in_ci: bool) -> Tally:
    """One run of pytest, or the reason why there is none here."""
    say(f"── {stage.label}")
    if stage.needs and not stage.needs.found():
        sentence = f"{stage.label}: {stage.needs.label} がないので省きました。"
        say(f"★ {sentence}")
        return Tally(failed=1 if in_ci else 0, left_out=(sentence,))
    with tempfile.TemporaryDirectory(prefix="takigi-report-") as folder:
        report = Path(folder, "report.xml")
        code = run([sys.executable, "-m", "pytest", *stage.options, f"--junitxml={report}", *words])
        return tally_of(report, code)


def bring(parts: Sequence[Part]) -> None:
    """Install what this machine lacks, where we may: as root, on a system with apt."""
    missing = [part for part in parts if not part.found()]
    apt = shutil.which("apt-get")
    if not missing or apt is None or os.geteuid() != 0:
        return
    say(f"この機械にないものを入れています: {'、'.join(part.label for part in missing)} …")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    quiet: list[str] = []
    packages = [part.package for part in missing]
    for command in ([apt, "-q", "update"], [apt, "-qy", "install", "--no-install-recommends", *packages]):
        if run(command, on_line=quiet.append) != 0:
            print("\n".join(quiet[-8:]))
            say("入れられませんでした。ない分の試験は省きます。")
            return


def main(words: list[str]) -> int:
    """Run everything in order and print the one line; the exit code says whether all of it held."""
    in_ci = os.environ.get("CI", "").lower() in {"1", "true"}
    quick = "--quick" in words
    for_pytest = [word for word in words if word != "--quick"]
    total = Tally()
    if not quick:
        bring((CHROMIUM, POSTGRES, JAVA))
        for label, command in CHECKS.items():
            total += check(label, command)
    with tempfile.TemporaryDirectory(prefix="takigi-tables-") as tables:
        # One laying of the tables serves all stages: see tests.laid_tables.
        os.environ["TAKIGI_TEST_TABLES"] = tables
        for stage in (EVERYDAY,) if quick else STAGES:
            total += rehearse(stage, for_pytest, in_ci)
    for sentence in total.left_out:
        say(f"★ 省いたもの ── {sentence}")
    if total.left_out:
        say(
            "★ すべてを試すには、上のものを入れてください（Debian: apt install chromium postgresql openjdk-17-jre-headless）。"
        )
    if total.broken:
        say("★ 落ちた試験")
        print("\n".join(total.broken))
    ran = total.passed + total.failed
    if ran == 0:
        say("★ 試験がひとつも動きませんでした。")
    print(total.line, flush=True)
    return 1 if total.failed or ran == 0 else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
