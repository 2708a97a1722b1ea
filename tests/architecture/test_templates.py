"""画面の書き方: nothing inline, nothing from outside, nothing unescaped. Each rule carries what it allows and refuses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.architecture.source import here, tracked_files

# Names of formats, not addresses: nobody ever asks them for anything.
NAMESPACES = re.compile(r"http://www\.w3\.org/(2000/svg|1999/xlink|1999/xhtml)\b")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """One thing that must not stand in a file, with the lesson for whoever wrote it."""

    name: str
    suffixes: tuple[str, ...]
    pattern: re.Pattern[str]
    instead: str
    good: tuple[str, ...]
    bad: tuple[str, ...]


def rule(name: str, suffixes: str, pattern: str, instead: str, good: tuple[str, ...], bad: tuple[str, ...]) -> Rule:
    return Rule(name, tuple(suffixes.split()), re.compile(pattern, re.IGNORECASE | re.DOTALL), instead, good, bad)


RULES = (
    rule(
        "inline script",
        ".html",
        r"<script(?![^>]*\bsrc=)[^>]*>",
        "スクリプトは static のファイルに置き、src で呼ぶ。値は data-… か json_script で渡す",
        good=('<script src="{% static "takigi/frame.js" %}" defer></script>', "{{ rows|json_script:'rows' }}"),
        bad=("<script>go()</script>", '<script type="module">go()</script>'),
    ),
    rule(
        "inline style",
        ".html",
        r"<style\b|\sstyle\s*=",
        "見た目は部品のスタイルシートに置き、class で選ぶ。幅のような値は width 属性や <progress> で",
        good=('<p class="quiet">', '<link rel="stylesheet" href="x.css">', '<progress value="3" max="5">'),
        bad=("<style>p{}</style>", '<p style="color:red">', "<p style = 'x'>"),
    ),
    rule(
        "event attribute",
        ".html",
        r"<[^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=",
        "動きは static の .js で addEventListener する（CSP が on… を止める）",
        good=("<button data-fold>", '<input name="once">', '<a href="?on=1">'),
        bad=(
            '<button onclick="go()">',
            '<a\n  onmouseover="x">',
            '<form hx-on:click="x">',
            '<form hx-on::after-swap="x">',
        ),
    ),
    rule(
        "javascript address",
        ".html",
        r"javascript\s*:|[\"']js:|hx-vals\s*=\s*[\"']?js",
        "リンクには行き先を、動きにはボタンを",
        good=('<button type="button">', "hx-vals='{\"a\": 1}'"),
        bad=('<a href="javascript:void(0)">', "hx-vals='js:{a: b()}'"),
    ),
    rule(
        "address outside",
        ".html .css .js .svg",
        r"(https?:)?//[a-z0-9-]+(\.[a-z0-9-]+)+",
        "外のものは呼ばない。使うファイルは static に入れる",
        good=(
            '<svg xmlns="http://www.w3.org/2000/svg">',
            "// a remark. And more",
            "url(../jpfont/NotoSansJP-Regular.otf)",
        ),
        bad=(
            '<script src="https://cdn.example.com/x.js">',
            "@import url(//fonts.example.com/a.css)",
            "fetch('http://a.example')",
        ),
    ),
    rule(
        "unescaped value",
        ".html",
        r"\|\s*safe\b|\|\s*safeseq\b|\{%\s*autoescape\s+off",
        "HTML は部品（components）か format_html で作る。名前に < があっても文字として出す",
        good=("{{ person.name }}", "{{ tag }}", "{# it is |quite safe #}"),
        bad=("{{ note|safe }}", "{{ notes | safeseq }}", "{% autoescape off %}"),
    ),
    rule(
        "evaluated text",
        ".js",
        r"\beval\s*\(|\bnew\s+Function\s*\(|\.innerHTML\s*\+?=|\binsertAdjacentHTML\s*\(|document\.write",
        "textContent と createElement を使う",
        good=("node.textContent = name;", "evaluate(x)"),
        bad=("eval(text)", "new Function('x')", "node.innerHTML = name", "node.insertAdjacentHTML('x', y)"),
    ),
)


def breaches(text: str, suffix: str) -> Iterator[tuple[Rule, int, str]]:
    """Each rule that a file breaks, with line and piece of text. Comments may say what they like."""
    plain = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    plain = NAMESPACES.sub("", plain)
    for one in RULES:
        if suffix in one.suffixes:
            for found in one.pattern.finditer(plain):
                yield one, plain.count("\n", 0, found.start()) + 1, found[0][:80]


def test_every_template_style_sheet_and_script_keeps_the_rules():
    found = [
        f"{here(path)}:{line} {piece!r} → {one.instead}"
        for path in tracked_files()
        if path.suffix in {".html", ".css", ".js", ".svg"} and "src" in path.parts
        for one, line, piece in breaches(path.read_text(encoding="utf-8"), path.suffix)
    ]
    assert found == []


@pytest.mark.parametrize(("one", "line"), [(one, line) for one in RULES for line in one.bad])
def test_each_rule_finds_what_it_is_for(one, line):
    assert one.name in {broken.name for broken, _, _ in breaches(line, one.suffixes[0])}


@pytest.mark.parametrize(("one", "line"), [(one, line) for one in RULES for line in one.good])
def test_each_rule_leaves_good_lines_alone(one, line):
    assert one.name not in {broken.name for broken, _, _ in breaches(line, one.suffixes[0])}


def test_a_comment_may_name_what_is_forbidden_and_lines_are_counted_all_the_same():
    text = '{# no style="x" here #}\n<!-- <script> -->\n<p style="x">'
    assert [(one.name, line) for one, line, _ in breaches(text, ".html")] == [("inline style", 3)]
