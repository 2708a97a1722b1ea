"""説明の中の例: every `>>>` in a docstring is run, and says what really happens."""

import doctest
import importlib

import pytest

from tests.architecture.source import module_name, python_files

WITH_EXAMPLES = [module_name(path) for path in python_files() if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_in_a_docstring_are_true(name):
    result = doctest.testmod(importlib.import_module(name), raise_on_error=False)
    assert result.attempted > 0
    assert result.failed == 0


def test_the_kernel_shows_examples():
    assert [name for name in WITH_EXAMPLES if name.startswith("takigi.kernel")]
