"""黙らせた検査: whoever switches a checker off or leaves a test out writes the reason beside it."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import here, python_files

# Put together here, so that this file does not silence anything itself.
NOQA = re.compile(r"#\s*" + r"noqa\b(?P<codes>:\s*[A-Z]+\d+(\s*,\s*[A-Z]+\d+)*)?(?P<rest>.*)")
TYPE = re.compile(r"#\s*" + r"type:\s*ignore(?P<codes>\[[\w, -]+\])?(?P<rest>.*)")
REASON = re.compile(r"\s*(#|-)\s*\S.{5,}")
LEFT_OUT = re.compile(r"@pytest\.mark\.(skip|skipif|xfail)\b(?!.*reason=)|pytest\.(skip|xfail)\(\s*\)")


def silences_without_reason(source: str) -> Iterator[tuple[int, str]]:
    """Lines that switch a check off without a code or without a reason after it."""
    for number, line in enumerate(source.splitlines(), start=1):
        for pattern in (NOQA, TYPE):
            found = pattern.search(line)
            if found and not (found["codes"] and REASON.fullmatch(found["rest"])):
                yield number, line.strip()
        if LEFT_OUT.search(line):
            yield number, line.strip()


def test_every_silence_has_a_reason():
    found = [
        f"{here(path)}:{number} {line}"
        for path in python_files(tests=True, migrations=True)
        for number, line in silences_without_reason(path.read_text(encoding="utf-8"))
    ]
    assert found == []


# Spelt with a gap and closed below, for the same reason.
WITHOUT_REASON = [
    "x = 1  # no~qa",
    "x = 1  # no~qa: F401",
    "x = 1  # no~qa: F401  # why",
    "x = 1  # type: ig~nore",
    "x = 1  # type: ig~nore[arg-type]",
    "@pytest.mark.sk~ip",
    "@pytest.mark.xf~ail(strict=True)",
]
WITH_REASON = [
    "x = 1  # no~qa: F401, E402  # the plugin has to be imported first",
    "x = 1  # type: ig~nore[arg-type]  # Django's own annotation is wrong here",
    "@pytest.mark.sk~ipif(WINDOWS, reason='no signals there')",
    "x = 1  # an ordinary remark",
]


@pytest.mark.parametrize("line", WITHOUT_REASON)
def test_a_silence_without_a_reason_is_found(line):
    assert list(silences_without_reason(line.replace("~", "")))


@pytest.mark.parametrize("line", WITH_REASON)
def test_a_silence_with_a_reason_is_let_be(line):
    assert list(silences_without_reason(line.replace("~", ""))) == []
