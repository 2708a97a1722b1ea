"""言葉の頁: the specs as a page of the manual: the drawn tables, then each sentence with how it is written and what comes out.

`python -m tests.spec.page docs/reference/indicator-language.md` writes it anew.
"""

import ast
import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from takigi.indicators.missing import MissingKind
from tests.spec.chapters import Chapter, Spec

FOLDER = Path(__file__).parent
# In the order in which one learns to write.
ORDER = (
    "counting",
    "comparing",
    "missing",
    "days_between",
    "ages",
    "periods",
    "in_force",
    "one_per",
    "other_records",
    "breakdowns",
    "waiting",
    "editions",
)
OPENING = """\
# 指標の言葉

指標を書く言葉の一つひとつを、絵に書いた表と、その答えで説明します。この頁は試験から書き出したもので、手では直しません
（`python -m tests.spec.page docs/reference/indicator-language.md`）。ここにある答えは、基準の集計、DuckDB、PostgreSQL、Spark の
どれでも同じになることを試験で確かめています。

言葉は `from takigi.indicators.language import …` で使えます。表は `Records` で書き、列は `visits["visited_on"]` のように呼びます。
書かれていない列には、無難な値が入っています。断り書きがなければ、令和8年度（2026年4月1日から2027年3月31日まで）の答えです。
"""


def language_page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(_part(name) for name in ORDER)])


def _part(name: str) -> str:
    module = importlib.import_module(f"tests.spec.test_{name}")
    source = (FOLDER / f"test_{name}.py").read_text(encoding="utf-8")
    title, _, words = (module.__doc__ or "").partition(": ")
    chapters = [_chapter(getattr(module, at), written) for at, written in _chapters_in(source)]
    return "\n".join([f"## {title}\n\n{words.strip().removesuffix('.')}。\n", *_definitions(source), *chapters])


def _chapters_in(source: str) -> Iterator[tuple[str, list[str]]]:
    """The name of each chapter and how the measures of its specs are written."""
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        if getattr(node.value.func, "id", "") == "Chapter":
            specs = node.value.args[1]
            assert isinstance(specs, ast.Tuple)
            written = [_written(source, one) for one in specs.elts if isinstance(one, ast.Call)]
            yield str(getattr(node.targets[0], "id", "")), written


# Words of a spec beside its measure, and what they are called on the page.
BESIDE = {"out_of": "÷", "by": "内訳", "leaves_out": "除く", "waits_until": "待つ", "edition": "版"}


def _written(source: str, spec: ast.Call) -> str:
    """The measure, and what it is divided, split or narrowed by, as they are written."""
    beside = [
        f"{BESIDE[one.arg]} {_code(source, one.value)}"
        for one in spec.keywords
        if one.arg is not None and one.arg in BESIDE
    ]
    return " ".join([_code(source, spec.args[1]), *beside])


def _code(source: str, node: ast.AST) -> str:
    text = ast.unparse(ast.parse(ast.get_source_segment(source, node) or "", mode="eval"))
    return f"`{text}`".replace("|", "\\|")


def _definitions(source: str) -> Iterator[str]:
    """The tables and the names that the chapter's measures use, as they are written."""
    kept = [
        ast.get_source_segment(source, node) or ""
        for node in ast.parse(source).body
        if (isinstance(node, ast.Assign) and not _is_drawn(source, node))
        or (isinstance(node, ast.FunctionDef) and not node.decorator_list)
    ]
    if kept:
        yield (
            "```python\n"
            + "\n".join(f"\n{one}\n" if one.startswith("def ") else one for one in kept).strip()
            + "\n```\n"
        )


def _is_drawn(source: str, node: ast.Assign) -> bool:
    return "Chapter(" in (text := ast.get_source_segment(source, node) or "") or "drawn(" in text


def _chapter(chapter: Chapter, written: Sequence[str]) -> str:
    tables = "\n\n".join(
        f"{one.table.name}\n" + "\n".join(line.strip() for line in one.text.strip().splitlines())
        for one in chapter.drawings
    )
    lines = [
        f"| {spec.title} | {text} | {_answer(chapter, spec)} |"
        for spec, text in zip(chapter.specs, written, strict=True)
    ]
    when = _when(chapter)
    head = "| | 書き方 | 答え |\n| --- | --- | --- |"
    return f"```text\n{tables}\n```\n\n{when}{head}\n" + "\n".join(lines) + "\n"


def _when(chapter: Chapter) -> str:
    labels = [one.label for one in chapter.periods]
    spans = "、".join(labels) if len(labels) <= 6 else f"{labels[0]} から {labels[-1]} まで"
    if labels == ["令和8年度"]:
        return ""
    return f"期間: {spans}（基準日 {chapter.as_of}）\n\n"


def _answer(chapter: Chapter, spec: Spec) -> str:
    if isinstance(spec.expected, Mapping):
        return "、".join(f"{'×'.join(_word(mark) for mark in cell)}: {_word(v)}" for cell, v in spec.expected.items())
    many = spec.expected if isinstance(spec.expected, Sequence) else [spec.expected]
    words = "、".join(_word(one) for one in many)
    beside = [f"待ち {spec.also['waiting']}"] if spec.also.get("waiting") else []
    return "。".join([words, *beside])


def _word(value: object) -> str:
    if isinstance(value, MissingKind):
        return value.label
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return str(Fraction(value)) if isinstance(value, int | Fraction) else str(value)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(language_page(), encoding="utf-8")
