"""言葉の頁: the committed page is the one the specs write, and every chapter of the specs stands on it."""

import re
from pathlib import Path

from tests.spec.page import FOLDER, ORDER, language_page

PAGE = Path(__file__).parents[2] / "docs/reference/indicator-language.md"


def test_the_committed_page_is_what_the_specs_say():
    """After a change: python -m tests.spec.page docs/reference/indicator-language.md."""
    assert PAGE.read_text(encoding="utf-8") == language_page()


def test_every_chapter_is_on_the_page():
    begun = re.compile(r"^\w+ = Chapter\(", re.MULTILINE)
    with_chapters = {
        path.stem.removeprefix("test_") for path in FOLDER.glob("test_*.py") if begun.search(path.read_text())
    }
    assert with_chapters == set(ORDER)
