"""様式: every colour can be read on its ground, and no class, token or sheet is written in vain."""

import re
from pathlib import Path

import pytest

import takigi

ROOT = Path(takigi.__file__).parent
SHEETS = ROOT / "screens/static/takigi"
COMPONENTS = ROOT / "components/static/components"
OUR_CSS = sorted([*SHEETS.rglob("*.css"), *COMPONENTS.glob("*.css")])
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

TONES = ("quiet", "waiting", "active", "done", "alert")
# What stands on what, and how strong the difference must be: 4.5 for words, 3 for the edge of a field.
PAIRS = [
    *((f"{tone}", f"{tone}-wash", 4.5) for tone in TONES),
    ("ember", "ember-wash", 4.5),
    ("on-ember", "ember", 4.5),
    ("on-ember", "ember-deep", 4.5),
    *((ink, ground, 4.5) for ink in ("ink", "ink-soft", "link") for ground in ("paper", "sheet", "shade")),
    *(("ink", f"{tone}-wash", 4.5) for tone in TONES),
    *((tone, "sheet", 4.5) for tone in (*TONES, "ember", "link-visited")),
    ("line-firm", "sheet", 3.0),
    ("line-firm", "paper", 3.0),
    ("focus", "paper", 3.0),
]


def read(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", block))


def lights() -> dict[str, dict[str, str]]:
    """The tokens by light and dark; what the dark leaves unsaid is as in the light."""
    light, dark, paper = re.split(r"@media \(prefers-color-scheme: dark\)|@media print", read(SHEETS / "tokens.css"))
    return {"light": colours(light), "dark": colours(light) | colours(dark), "print": colours(light) | colours(paper)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("light", ["light", "dark", "print"])
def test_every_word_can_be_read_on_its_ground(light):
    tokens = lights()[light]

    weak = {
        f"{ink} on {ground}": round(ratio, 2)
        for ink, ground, least in PAIRS
        if (ratio := contrast(tokens[ink], tokens[ground])) < least
    }

    assert weak == {}


def test_the_dark_says_something_about_every_colour_of_the_light_but_the_one_that_cameras_read():
    light, dark, _ = re.split(r"@media \(prefers-color-scheme: dark\)|@media print", read(SHEETS / "tokens.css"))

    assert colours(light).keys() - colours(dark).keys() == {"scanned"}


def test_colours_stand_in_the_tokens_and_nowhere_else():
    found = {
        path.name: named
        for path in OUR_CSS
        if path.name != "tokens.css" and (named := re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", read(path)))
    }

    assert found == {}


def test_every_token_that_is_used_is_defined_and_the_other_way_round():
    text = "\n".join(map(read, OUR_CSS))
    used, defined = set(re.findall(r"var\(--([\w-]+)", text)), set(re.findall(r"--([\w-]+):", text))

    assert used - defined == set()
    assert defined - used == set()


def test_every_component_sheet_is_in_the_one_address_of_all_pages():
    imported = re.findall(
        r'@import url\("\.\./components/(\w+)\.css"\) layer\(components\)', read(SHEETS / "takigi.css")
    )

    assert sorted(imported) == sorted(path.stem for path in COMPONENTS.glob("*.css"))


def test_ember_is_kept_for_the_next_step_and_for_the_signal_in_a_chart():
    users = {path.name for path in OUR_CSS if re.search(r"var\(--ember\b", read(path))}

    assert users == {"button.css", "card.css", "chart.css", "status_tag.css"}


def test_nothing_is_smaller_than_the_text():
    sizes = re.findall(r"--size-[\w-]+:\s*([\d.]+)rem", read(SHEETS / "tokens.css"))

    assert min(map(float, sizes)) >= 1
    assert [path.name for path in OUR_CSS if re.search(r"font-size:\s*(0?\.\d|\d+px)", read(path))] == []


def test_every_class_of_a_component_or_of_the_frame_is_styled_somewhere():
    styled = set(re.findall(r"\.([a-z][\w-]*)", "\n".join(map(read, OUR_CSS))))
    templates = [*(ROOT / "components/templates").rglob("*.html"), *(ROOT / "screens/templates/frame").glob("*.html")]
    used = {
        name
        for path in templates
        for names in re.findall(r'class="([^"{]+)"', path.read_text(encoding="utf-8"))
        for name in names.split()
    }

    assert used - styled == set()
