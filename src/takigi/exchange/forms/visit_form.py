"""アセスメント訪問票の枠: the visit in the order in which it is talked through. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from takigi.casework.sheets import FormerLifeWords, LostActivity, OfferedOption, Said, TestLine, VisitSheet
from takigi.exchange.forms.boxes import (
    PORTRAIT,
    Box,
    Form,
    Grid,
    Heading,
    Look,
    Row,
    heads,
    label,
    labelled,
    row,
    value,
)
from takigi.exchange.forms.persons import person_rows, whose
from takigi.exchange.forms.plan_form import SIX, met_of
from takigi.exchange.forms.wording import CHOSEN, OPEN, YES_NO, clock, day, one_of

TITLE = "アセスメント訪問票"
FORMER = {
    "role": "役割",
    "pleasures": "趣味・楽しみ",
    "going_out": "外出",
    "housework": "家事",
    "outdoor_work": "畑・雪かきなど",
    "other": "その他",
}
REVERSIBLE = ("高い", "中くらい", "低い")
_BLANK_LINES = 3


def visit_form(sheet: VisitSheet) -> Form:
    """アセスメント訪問票: on paper for those who visit without a tablet, and for the file."""
    return Form(
        TITLE,
        (
            Grid(person_rows(sheet.person)),
            Grid(tuple(_occasion(sheet))),
            Heading("申請のきっかけ"),
            Grid(tuple(_reason(sheet))),
            Heading("元の生活"),
            Grid(tuple(_former(sheet.former_life))),
            _lost(sheet.lost),
            Heading("取り戻したいこと"),
            Grid((*_said("本人の希望", sheet.person_wishes), *_said("家族の希望", sheet.family_wishes))),
            Heading("からだと家のようす"),
            Grid(tuple(_findings(sheet))),
            _tests(sheet.tests),
            Grid(tuple(_judgement(sheet)), is_kept=True),
            Heading("説明した選択肢"),
            _options(sheet.options),
            Heading("反応と選択"),
            Grid(tuple(_choice(sheet))),
        ),
        whose=whose(sheet.person),
    )


def _occasion(sheet: VisitSheet) -> Iterator[Row]:
    visitors = "、".join(f"{one.name}（{one.role}）" if one.role else one.name for one in sheet.visitors)
    yield row(
        label("訪問日"),
        value(day(sheet.visited_on), 6),
        label("時間", 2),
        value(clock(sheet.started_at, sheet.ended_at), 6),
        label("場所", 2),
        value(sheet.place, 5),
    )
    yield row(label("訪問者"), value(visitors, 12), label("同席者"), value("、".join(sheet.present), 6), height_mm=9)


def _reason(sheet: VisitSheet) -> Iterator[Row]:
    yield labelled("申請の理由\n（言葉のまま）", sheet.application_words, height_mm=12)
    yield labelled("理由の区分", "、".join(sheet.reasons), height_mm=6.5)
    yield row(label("きっかけ", 5), value(sheet.onset_event, 11), label("時期", 2), value(sheet.onset_on, 6))


def _former(life: FormerLifeWords) -> Iterator[Row]:
    for name, title in FORMER.items():
        yield labelled(title, getattr(life, name), height_mm=6.5)


def _lost(lost: tuple[LostActivity, ...]) -> Grid:
    rows = (row(value(one.text, 16), value(one.since, 8)) for one in lost or (LostActivity(),) * _BLANK_LINES)
    return Grid((heads(("できなくなったこと", 16), ("いつから", 8)), *rows), heads=1)


def _said(title: str, wishes: tuple[Said, ...]) -> Iterator[Row]:
    """One row for each speaker: who said it is never lost."""
    for place, one in enumerate(wishes or (Said(),)):
        yield row(
            Box(title if place == 0 else "", 4, Look.LABEL, is_continued=place > 0),
            value(one.speaker, 4),
            value(one.text, 16),
            height_mm=9,
        )


def _findings(sheet: VisitSheet) -> Iterator[Row]:
    counts = [(title, getattr(sheet.checklist_counts, part), questions) for part, (title, questions) in SIX.items()]
    yield row(
        label("基本チェックリスト", 5),
        value(sheet.checklist_result, 11),
        label("記入日", 2),
        value(day(sheet.checklist_on), 6),
    )
    yield row(*(Box(title, 4, Look.HEAD) for title, _, _ in counts))
    yield row(*(Box(met_of(met, questions), 4, Look.CENTRED) for _, met, questions in counts))
    yield labelled("家のようす", sheet.home_notes, height_mm=10)


def _tests(tests: tuple[TestLine, ...]) -> Grid:
    rows = (
        row(value(one.name, 6), value(one.protocol, 11), value(one.value, 7))
        for one in tests or (TestLine(),) * _BLANK_LINES
    )
    return Grid((heads(("体力測定", 6), ("測り方", 11), ("結果", 7)), *rows), heads=1)


def _judgement(sheet: VisitSheet) -> Iterator[Row]:
    known = {word: word for word in REVERSIBLE}
    words = one_of(known, sheet.reversible) if sheet.reversible in ("", *REVERSIBLE) else sheet.reversible
    yield row(
        label("元に戻れる\n見込み", 5),
        value(words, 10),
        label("判断した人", 3),
        value(sheet.reversible_by, 6),
        height_mm=9,
    )
    yield labelled("そう考える理由", sheet.reversible_reason, height_mm=10)


def _options(options: tuple[OfferedOption, ...]) -> Grid:
    top = heads(("選択肢", 6), ("説明", 4), ("見せた成功事例", 6), ("選択", 2), ("選ばなかった理由", 6))
    rows = (
        row(
            value(one.option, 6),
            value(one_of(YES_NO, one.is_explained), 4),
            value(one.success_case, 6),
            Box(CHOSEN if one.is_chosen else OPEN, 2, Look.CENTRED),
            value(one.why_declined, 6),
        )
        for one in options or (OfferedOption(),) * _BLANK_LINES
    )
    return Grid((top, *rows), heads=1)


def _choice(sheet: VisitSheet) -> Iterator[Row]:
    yield labelled("反応", sheet.reaction, height_mm=6.5)
    yield labelled("言葉のまま", sheet.reaction_words, height_mm=10)
    yield labelled("選んだこと", sheet.choice, height_mm=10)
    yield row(
        label("次にすること", 5), value(sheet.next_step, PORTRAIT - 14), label("期日", 3), value(day(sheet.next_on), 6)
    )
