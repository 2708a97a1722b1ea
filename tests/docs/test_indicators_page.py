"""指標の頁: the committed page is the one the code writes, and holds every card."""

from pathlib import Path

from takigi.indicators.catalogue import ALL_TABLES, all_indicators
from takigi.indicators.reference_page import indicators_page

PAGE = Path(__file__).parents[2] / "docs/reference/indicators.md"


def test_the_committed_page_is_what_the_code_says():
    """After a change: python -m takigi.indicators.reference_page docs/reference/indicators.md."""
    assert PAGE.read_text(encoding="utf-8") == indicators_page()


def test_every_indicator_has_its_card_and_every_table_its_columns():
    page = indicators_page()
    assert all(f"\n### {one.label}\n\n`{one.key}`" in page for one in all_indicators())
    assert all(f"\n### {one.name}\n" in page for one in ALL_TABLES)
