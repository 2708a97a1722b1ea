"""判定表の頁: the committed page is the one the code writes."""

from pathlib import Path

from takigi.access.reference_page import access_matrix_page

PAGE = Path(__file__).parents[2] / "docs/reference/access-matrix.md"


def test_the_committed_page_is_what_the_code_says():
    """After a change: python -m takigi.access.reference_page docs/reference/access-matrix.md."""
    assert PAGE.read_text(encoding="utf-8") == access_matrix_page()
