"""数を読む手引き: the scripts of the page are run in their order, and its table names only what there is."""

import contextlib
import importlib
import re
from io import StringIO
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs/how-to/read-numbers.md").read_text(encoding="utf-8")
SCRIPTS = re.findall(r"```python\n(.*?)```(?:\n\n```\n(.*?)```)?", PAGE, re.DOTALL)
NAMED = re.findall(r"`([\w.]+)\.(\w+)`", PAGE[PAGE.index("| 知りたいこと") : PAGE.index("## 月の件数")])


def test_every_script_prints_what_the_page_shows():
    """前の例の計画を、あとの例が使う."""
    names: dict[str, object] = {}
    for script, shown in SCRIPTS:
        told = StringIO()
        with contextlib.redirect_stdout(told):
            exec(script, names)  # noqa: S102  # the script of the page, as an analyst would run it
        assert told.getvalue() == shown
    assert len(SCRIPTS) == 10


def test_the_table_names_only_what_there_is():
    assert len(NAMED) > 40
    for module, name in NAMED:
        assert hasattr(importlib.import_module(f"takigi.statistics.{module}"), name), f"{module}.{name}"
