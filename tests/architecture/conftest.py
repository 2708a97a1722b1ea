"""家の図面の片づけ: the parsed house is large, and nobody after these tests looks at it."""

from collections.abc import Iterator

import pytest

from tests.architecture.source import tree


@pytest.fixture(scope="package", autouse=True)
def _fold_the_drawings_away() -> Iterator[None]:
    yield
    tree.cache_clear()
