"""試験の締めくくり: what is counted, what is left out, and when the whole command fails."""

from itertools import product

import pytest

from tests import run_all
from tests.run_all import Part, Stage, Tally, rehearse, tally_of

REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"></testsuite></testsuites>'


@pytest.fixture
def report(tmp_path):
    def write(*numbers: int):
        path = tmp_path / "report.xml"
        path.write_text(REPORT.format(*numbers))
        return path

    return write


def test_a_report_is_counted(report):
    assert tally_of(report(10, 1, 2, 3), 1) == Tally(passed=4, failed=3, skipped=3)


def test_a_run_that_broke_is_a_failure_even_when_no_test_failed(report, tmp_path):
    assert tally_of(report(5, 0, 0, 0), 3).failed == 1
    assert tally_of(report(5, 0, 0, 0), 1).failed == 1
    assert tally_of(tmp_path / "never-written.xml", 2) == Tally(failed=1)


def test_what_failed_is_told_again_at_the_end(tmp_path, calm, capsys):
    path = tmp_path / "report.xml"
    fault = '<failure message="assert 1 == 2">line one\nE  assert 1 == 2\ntests/x.py:9: AssertionError</failure>'
    case = (
        f'<testcase classname="tests.x" name="test_y">{fault}</testcase><testcase classname="tests.x" name="test_z"/>'
    )
    path.write_text(
        f'<testsuites><testsuite tests="2" failures="1" errors="0" skipped="0">{case}</testsuite></testsuites>'
    )
    told = tally_of(path, 1)
    assert (told.passed, told.failed) == (1, 1)

    calm(checked=Tally(), rehearsed=told)
    assert run_all.main(["--quick"]) == 1
    printed = capsys.readouterr().out
    assert "tests.x::test_y" in printed
    assert "tests/x.py:9: AssertionError" in printed
    assert "test_z" not in printed


def test_a_stage_without_tests_counts_nothing(report):
    assert tally_of(report(0, 0, 0, 0), 5) == Tally()


@pytest.fixture
def calm(monkeypatch):
    """The command without its checkers and runs; what they would answer is given."""

    def given(checked: Tally, rehearsed: Tally) -> None:
        monkeypatch.setenv("TAKIGI_TEST_TABLES", "")  # the command sets its own; this run keeps its own
        monkeypatch.setattr(run_all, "bring", lambda parts: None)
        monkeypatch.setattr(run_all, "check", lambda label, command: checked)
        monkeypatch.setattr(run_all, "rehearse", lambda stage, words, in_ci: rehearsed)

    return given


def test_the_last_line_is_the_sum_of_everything(calm, capsys):
    calm(Tally(passed=1), Tally(passed=10, skipped=1))
    assert run_all.main([]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "64 passed, 0 failed, 6 skipped"


def test_one_failure_anywhere_fails_the_command(calm, capsys):
    calm(Tally(failed=1), Tally(passed=10))
    assert run_all.main([]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "60 passed, 4 failed, 0 skipped"


def test_no_test_at_all_fails_the_command(calm, capsys):
    calm(Tally(), Tally())
    assert run_all.main(["--quick"]) == 1
    assert "ひとつも動きませんでした" in capsys.readouterr().out


def test_what_is_missing_is_named_loudly_and_fails_only_under_ci(capsys):
    stage = Stage("月の試験", (), Part("月", lambda: None, "moon"))
    here, in_ci = rehearse(stage, (), False), rehearse(stage, (), True)
    assert (here.failed, in_ci.failed) == (0, 1)
    assert here.left_out == ("月の試験: 月 がないので省きました。",)
    assert "★ 月の試験" in capsys.readouterr().out


def test_quick_means_the_everyday_tests_only(monkeypatch):
    monkeypatch.setenv("TAKIGI_TEST_TABLES", "")  # the command sets its own; this run keeps its own
    seen: list[str] = []
    monkeypatch.setattr(run_all, "check", lambda label, command: seen.append(label) or Tally())
    monkeypatch.setattr(run_all, "rehearse", lambda stage, words, in_ci: seen.append(stage.label) or Tally(passed=1))
    assert run_all.main(["--quick", "-k", "dates"]) == 0
    assert seen == [run_all.EVERYDAY.label]


def test_every_marked_test_has_one_stage_that_runs_it():
    words = ("browser", "spark", "faults", "later", "long")
    stages = [
        stage.options[stage.options.index("-m") + 1] for stage in run_all.STAGES if "postgres" not in stage.options
    ]
    for kind, later, is_long in product(("", *words[:3]), (False, True), (False, True)):
        marked = {word: word == kind for word in words} | {"later": later, "long": is_long}
        # Words of our own: the markers' names with and, or, not.
        running = [expression for expression in stages if eval(expression, {}, marked)]  # noqa: S307  # as said above
        assert len(running) == 1, marked
    assert run_all.EVERYDAY.options[-1] == "not browser and not faults and not spark and not long and not later"
    assert any("postgres" in stage.options for stage in run_all.STAGES)


@pytest.fixture
def apt(monkeypatch):
    """A system with apt-get, and every command that was given to it."""
    commands: list[list[str]] = []
    monkeypatch.setattr(run_all.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(run_all.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(run_all, "run", lambda command, on_line: commands.append(command) or 0)
    return commands


def test_root_on_debian_gets_what_is_missing_and_nothing_else(apt, capsys):
    run_all.bring([Part("月", lambda: None, "moon"), Part("日", lambda: "/usr/bin/sun", "sun")])
    assert [command[-1] for command in apt] == ["update", "moon"]
    assert "--no-install-recommends" in apt[1]
    assert "月" in capsys.readouterr().out


def test_nothing_is_installed_when_nothing_is_missing_or_nobody_may(apt, monkeypatch):
    run_all.bring([Part("日", lambda: "/usr/bin/sun", "sun")])
    monkeypatch.setattr(run_all.os, "geteuid", lambda: 1000)
    run_all.bring([Part("月", lambda: None, "moon")])
    monkeypatch.setattr(run_all.os, "geteuid", lambda: 0)
    monkeypatch.setattr(run_all.shutil, "which", lambda name: None)
    run_all.bring([Part("月", lambda: None, "moon")])
    assert apt == []


def test_a_failed_installation_says_what_follows(apt, monkeypatch, capsys):
    monkeypatch.setattr(run_all, "run", lambda command, on_line: on_line("E: no such package") or 100)
    run_all.bring([Part("月", lambda: None, "moon")])
    out = capsys.readouterr().out
    assert "E: no such package" in out and "省きます" in out
