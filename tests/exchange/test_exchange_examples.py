"""説明文の中の例: the examples in the docstrings are run."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["ms932", "forms.fitting", "forms.glyphs", "forms.printing", "forms.wording"])
def test_the_examples_in_the_docstrings_are_true(name):
    results = doctest.testmod(importlib.import_module(f"takigi.exchange.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
