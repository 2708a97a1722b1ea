"""手引きのページ: every link inside the project leads somewhere, and every picture that a page shows is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, here, tracked_files

LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")
PAGES = [path for path in tracked_files() if path.suffix == ".md"]


def dead_links(text: str, folder: Path) -> list[str]:
    """Links of a page that lead nowhere."""
    return [target for target in LINK.findall(text) if not (folder / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=here)
def test_every_link_inside_leads_somewhere(page):
    assert dead_links(page.read_text(encoding="utf-8"), page.parent) == []


def test_every_picture_is_shown_on_some_page():
    shown = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [here(p) for p in tracked_files() if p.suffix == ".png" and p.name not in shown] == []


def test_the_readme_names_both_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 run.py demo" in readme
    assert "python3 run.py test" in readme


def test_a_dead_link_is_found():
    text = "[a](README.md) ![b](gone.png) [c](https://example.jp/x) [d](#here) [e](README.md#top)"
    assert dead_links(text, ROOT) == ["gone.png"]
