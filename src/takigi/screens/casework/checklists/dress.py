"""チェックリストの見せ方: verdicts as words, scores with their range, criteria with their source."""

from collections.abc import Sequence

from takigi.casework.queries.checklists import ChecklistSheet
from takigi.components.both_era_date import BothEraDate
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.instruments.body import bmi_in_words
from takigi.instruments.checklist import ChecklistResult, Criterion
from takigi.instruments.checklist_items import BMI_KEY, ITEMS, Domain, Item, item_of
from takigi.instruments.scores import Verdict
from takigi.screens.casework.checklists.forms import answer_of

TONES = {Verdict.MET: Tone.ACTIVE, Verdict.NOT_MET: Tone.QUIET, Verdict.UNDETERMINED: Tone.WAITING}
ANSWERS = {"yes": "はい", "no": "いいえ", "": "未回答"}
UNCONFIRMED = "（未確認）"


def verdict_tag(verdict: Verdict) -> StatusTag:
    """The verdict as a word."""
    return StatusTag(verdict.label, TONES[verdict])


def numbers_of(keys: Sequence[str]) -> str:
    """The questions by the numbers of the national form: No.8、16."""
    return "No." + "、".join(str(item_of(key).number) for key in keys)


def verdict_words(result: ChecklistResult) -> str:
    """What the verdict means for the person, in a sentence or two."""
    if result.eligible is Verdict.MET:
        labels = "、".join(one.criterion.sign + _name(one.criterion) for one in result.criteria_met)
        return f"7つの基準のうち、{labels}に届いています。一つでも届けば、事業対象者と判定できます。"
    if result.eligible is Verdict.UNDETERMINED:
        return (
            f"未回答（{numbers_of(result.missing)}）があるため、まだ判定できません。"
            "答えを聞けたら「答えを直す」から足してください。"
        )
    return "7つの基準のどれにも届いていません。届かないことだけで、必要なサービスを断ることにはなりません。"


def _name(criterion: Criterion) -> str:
    return criterion.domain.label if criterion.domain else "生活全般"


def criteria_table(result: ChecklistResult) -> Table:
    """The seven criteria with what was reached. Those not yet compared with the notice say so."""
    rows = tuple(
        (
            f"{one.criterion.sign} {one.criterion.label}{'' if one.criterion.verified else UNCONFIRMED}",
            one.score.in_words,
            f"{one.criterion.threshold}点以上",
            verdict_tag(one.verdict),
        )
        for one in result.criteria
    )
    columns = (Column("基準"), Column("点数", is_number=True), Column("届く点", is_number=True), Column("判定"))
    return Table("7つの基準", columns, rows, has_hidden_caption=True)


def domains_table(result: ChecklistResult) -> Table:
    """Every domain with its points; 日常生活 counts only among the twenty."""
    return Table(
        "領域ごとの点数",
        (Column("領域"), Column("点数", is_number=True), Column("判定")),
        tuple(_domain_row(result, domain) for domain in Domain),
        has_hidden_caption=True,
    )


def _domain_row(result: ChecklistResult, domain: Domain) -> tuple[str, str, StatusTag | str]:
    verdict = result.verdict_of(domain)
    total = sum(item.domain is domain for item in ITEMS)
    return (
        domain.label,
        f"{total}点中{result.domains[domain].in_words}",
        verdict_tag(verdict) if verdict else "(1)に数えます",
    )


def frailty_facts(sheet: ChecklistSheet) -> DefinitionList:
    """The class from all 25 questions, the limits that the town has set, and who says so."""
    return DefinitionList(
        (
            Fact("25問の合計から", sheet.frailty.in_words),
            Fact("町の決めごと", sheet.cutoffs.label),
            Fact("区切りの出典", sheet.cutoffs.source),
        )
    )


def sheet_facts(sheet: ChecklistSheet) -> DefinitionList:
    """When, how, who answered and who judged."""
    answers = sheet.answers
    facts = [
        Fact("答えた日", BothEraDate(answers.answered_on)),
        Fact("答え方", answers.way.label),
        Fact("答えた人", answers.answered_by.label),
        Fact("記録した人", sheet.recorded_by),
        Fact("判定した人", sheet.judged_by or "まだ判定していません"),
    ]
    if sheet.correction:
        facts.append(Fact("直したわけ", sheet.correction))
    return DefinitionList(tuple(facts))


def answers_table(sheet: ChecklistSheet) -> Table:
    """All 25 answers in the order of the paper."""
    rows = tuple(
        (f"{item.number}　{item.wording}", _answer(sheet, item), _counts(sheet.result.points[item.key]))
        for item in ITEMS
    )
    return Table("25の質問と答え", (Column("質問"), Column("答え"), Column("該当")), rows, has_hidden_caption=True)


def _answer(sheet: ChecklistSheet, item: Item) -> str:
    if item.key != BMI_KEY:
        return ANSWERS[answer_of(item, sheet.answers.points.get(item.key))]
    answers, value = sheet.answers, sheet.result.bmi
    if value is not None:
        return f"{answers.height_cm}cm、{answers.weight_kg}kg、BMI {bmi_in_words(value)}"
    marked = sheet.answers.points.get(BMI_KEY)
    return "未回答" if marked is None else "用紙の印（身長・体重の記録はありません）"


def _counts(point: int | None) -> str | StatusTag:
    if point is None:
        return "分かりません"
    return StatusTag("該当", Tone.ACTIVE) if point else "非該当"
