"""説明文の中の例: every example in the kernel's docstrings is run."""

import doctest
import importlib
import pkgutil

import pytest

from takigi import kernel

MODULES = [module.name for module in pkgutil.iter_modules(kernel.__path__, "takigi.kernel.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_at_all():
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert sum(len(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name))) > 20
