"""説明文の中の例: the examples in the docstrings of the pure readers are run."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["ms932"])
def test_the_examples_in_the_docstrings_are_true(name):
    results = doctest.testmod(importlib.import_module(f"takigi.exchange.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
