"""介護予防サービス・支援計画書の枠: the plan across A4, proposal and wish side by side and never mixed. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from takigi.casework.sheets import FourAreas, PlanArea, PlanIssue, PlanSheet, PlanSupport, PlanUse
from takigi.exchange.forms.boxes import (
    LANDSCAPE,
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
from takigi.exchange.forms.persons import consent_rows, name_box, whose
from takigi.exchange.forms.wording import (
    CERTIFICATION_STATE,
    NEEDED,
    OUTSOURCED,
    PLAN_KIND,
    SUPPORT_LEVEL,
    YES_NO,
    day,
    numbered,
    one_of,
    period,
    ticks,
)
from takigi.kernel.era_names import in_japanese

TITLE = "介護予防サービス・支援計画書"
STAGE = {"11": "初回", "12": "紹介", "21": "継続"}
# The file has one code for several ticks.
TICKED_TOGETHER = {"51": ("11", "12"), "52": ("11", "21"), "53": ("12", "21"), "54": ("11", "12", "21")}

AREAS = {
    "movement": "運動・移動について",
    "daily_life": "日常生活（家庭生活）について",
    "social_life": "社会参加、対人関係・コミュニケーションについて",
    "health": "健康管理について",
}
# The six parts of the checklist with the number of their questions.
SIX = {
    "movement": ("運動不足", 5),
    "nutrition": ("栄養改善", 2),
    "mouth": ("口腔内ケア", 3),
    "homebound": ("閉じこもり予防", 2),
    "memory": ("物忘れ予防", 3),
    "mood": ("うつ予防", 5),
}
CONSENT = "上記の計画について説明を受け、内容に同意します。"


def plan_form(sheet: PlanSheet) -> Form:
    """The plan as staff, the person and the centre sign it."""
    return Form(
        TITLE,
        (
            Grid(tuple(_head(sheet))),
            Heading("目標とする生活"),
            Grid(
                (
                    row(
                        label("１日"),
                        value(sheet.goal_day, 15),
                        label("１年"),
                        value(sheet.goal_year, 15),
                        height_mm=11,
                    ),
                )
            ),
            Heading("アセスメント領域と現在の状況"),
            _areas(sheet.areas),
            Heading(_six_heading(sheet)),
            _six(sheet),
            Heading("総合的課題と、具体策の提案・意向"),
            _issues(sheet.issues),
            Heading("支援計画"),
            _supports(sheet.issues),
            Heading("方針・意見・同意"),
            Grid(tuple(_policies(sheet))),
            Grid(tuple(_consent(sheet)), is_kept=True),
        ),
        whose=whose(sheet.person),
        columns=LANDSCAPE,
    )


def _head(sheet: PlanSheet) -> Iterator[Row]:
    person = sheet.person
    stages = TICKED_TOGETHER.get(sheet.plan_stage, (sheet.plan_stage,))
    yield row(
        label("整理番号"),
        value(sheet.ref_no, 5),
        label("利用者名"),
        name_box(person, 9),
        label("被保険者番号", 4),
        value(person.insured_no, 5),
        label("保険者\n番号", 3),
        value(person.insurer_no, 4),
        height_mm=8,
    )
    yield row(
        label("計画作成（変更）日", 5),
        value(day(sheet.drawn_up_on), 6),
        label("初回作成日", 4),
        value(day(sheet.first_drawn_up_on), 6),
        label("計画の種類", 4),
        value(one_of(PLAN_KIND, sheet.plan_kind), 11),
        height_mm=8,
    )
    yield row(
        label("計画書区分", 4),
        value(ticks(STAGE, stages), 8),
        label("認定の状況", 4),
        value(one_of(CERTIFICATION_STATE, sheet.certification_state), 7),
        label("状態区分", 3),
        value(one_of(SUPPORT_LEVEL, sheet.support_level), 10),
    )
    yield row(
        label("認定年月日", 4),
        value(day(sheet.certified_on), 7),
        label("認定の有効期間", 4),
        value(period(sheet.valid_from, sheet.valid_until), 12),
        label("作成", 3),
        value(one_of(OUTSOURCED, sheet.is_outsourced), 6),
    )
    yield row(
        label("計画作成者（包括）", 5),
        value(sheet.author_centre, 7),
        label("計画作成者（委託先）", 5),
        value(sheet.author_cm, 7),
        label("担当地域包括支援センター", 5),
        value(sheet.centre_name, 7),
        height_mm=8,
    )
    yield row(
        label("計画作成事業所", 5),
        value(sheet.office_name, 10),
        label("所在地"),
        value(sheet.office_address, 10),
        label("電話"),
        value(sheet.office_phone, 5),
        height_mm=8,
    )


def _areas(areas: FourAreas) -> Grid:
    top = heads(
        ("アセスメント領域", 6), ("現在の状況", 9), ("本人・家族の意欲・意向", 9), ("課題", 3), ("課題の背景・原因", 9)
    )
    rows = tuple(_area(title, getattr(areas, name)) for name, title in AREAS.items())
    return Grid((top, *rows), heads=1)


def _area(title: str, area: PlanArea) -> Row:
    return row(
        label(title, 6),
        value(area.situation, 9),
        value(area.wish, 9),
        Box(one_of(YES_NO, area.has_issue).replace("　", "\n"), 3, Look.CENTRED),
        value(area.background, 9),
        height_mm=12,
    )


def _issues(issues: tuple[PlanIssue, ...]) -> Grid:
    top = heads(
        ("番号", 2),
        ("総合的課題", 8),
        ("課題に対する目標と具体策の提案\n（専門職から）", 9),
        ("具体策についての意向\n（本人・家族から）", 9),
        ("目標", 8),
    )
    rows = (
        row(
            Box(numbered(number), 2, Look.CENTRED),
            value(issue.issue, 8),
            value(issue.proposal, 9),
            value(issue.wish, 9),
            value(issue.goal, 8),
            height_mm=14,
        )
        for number, issue in enumerate(issues or (PlanIssue(),), start=1)
    )
    return Grid((top, *rows), heads=1)


def _supports(issues: tuple[PlanIssue, ...]) -> Grid:
    top = heads(
        ("目標についての支援のポイント", 9),
        ("本人等のセルフケアや家族の支援、\nインフォーマルサービス", 9),
        ("介護保険サービス又は\n地域支援事業", 7),
        ("サービス種別", 4),
        ("事業所", 4),
        ("期間", 3),
    )
    rows: list[Row] = []
    for number, issue in enumerate(issues or (PlanIssue(),), start=1):
        rows.append(row(label(f"目標{numbered(number)}"), value(issue.goal, LANDSCAPE - 3)))
        for support in issue.supports or (PlanSupport(),):
            rows += _support(support)
    return Grid((top, *rows), heads=1)


def _support(support: PlanSupport) -> Iterator[Row]:
    """One row for each service used; what stands beside it is said once, as in the file."""
    for place, use in enumerate(support.uses or (PlanUse(),)):
        said = (support.points, support.self_care, support.insured_service) if place == 0 else ("", "", "")
        shared = (Box(text, span, is_continued=place > 0) for text, span in zip(said, (9, 9, 7), strict=True))
        yield row(
            *shared,
            value(use.kind, 4),
            value(use.office, 4),
            value(use.period, 3),
            height_mm=12 if place == 0 else 8,
        )


def _policies(sheet: PlanSheet) -> Iterator[Row]:
    said = (
        ("健康状態について\n（主治医意見書などを踏まえた留意点）", sheet.health_notes),
        ("本来行うべき支援が実施できない場合の、妥当な支援の実施に向けた方針", sheet.when_unavailable),
        ("総合的な方針\n（生活不活発病の改善・予防のポイント）", sheet.overall_policy),
    )
    for text, words in said:
        yield labelled(text, words, columns=LANDSCAPE, label_span=8, height_mm=9)


def _six(sheet: PlanSheet) -> Grid:
    counts = (_count(sheet, part, questions) for part, (_, questions) in SIX.items())
    needs = (one_of(NEEDED, getattr(sheet.needs, part)) for part in SIX)
    return Grid(
        (
            heads(("", 6), *((title, 5) for title, _ in SIX.values())),
            row(label("チェックリストの該当数", 6), *(Box(text, 5, Look.CENTRED) for text in counts)),
            row(label("必要な事業プログラム", 6), *(Box(text, 5, Look.CENTRED) for text in needs)),
        ),
        heads=1,
        is_kept=True,
    )


def _six_heading(sheet: PlanSheet) -> str:
    on = sheet.checked.answered_on
    asked = f"（{in_japanese(on)}）" if on else ""
    return f"基本チェックリスト{asked}の該当数と、必要な事業プログラム"


VERDICTS = {"met": "該当", "not_met": "非該当", "undetermined": "未判定"}


def _count(sheet: PlanSheet, part: str, questions: int) -> str:
    """3／5（該当）: with the verdict as long as the count is the checklist's own; a range where answers are missing."""
    met, checked = getattr(sheet.counts, part), getattr(sheet.checked, part)
    said = f"（{VERDICTS[checked.verdict]}）" if checked.verdict else ""
    if met is None and checked.verdict and checked.low != checked.high:
        return f"{checked.low}～{checked.high}／{questions}{said}"
    return met_of(met, questions) + (said if met is not None and met == checked.low == checked.high else "")


def met_of(met: int | None, questions: int) -> str:
    """How many questions of a part are met: 3／5."""
    return f"{'　　' if met is None else met}／{questions}"


def _consent(sheet: PlanSheet) -> Iterator[Row]:
    yield labelled(
        "地域包括支援センターの意見・確認", sheet.centre_opinion, columns=LANDSCAPE, label_span=8, height_mm=9
    )
    yield from consent_rows(CONSENT, sheet.consented_on, sheet.consented_by, columns=LANDSCAPE)
