"""該当数の身じたく: what the last checklist says beside each of the six counts."""

from takigi.casework.sheets.plan import CheckedPart, PlanSheet, SixChecked
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.table import Cell, Column, Table
from takigi.kernel.era_names import in_both_eras

SIX = (
    ("movement", "運動", 5),
    ("nutrition", "栄養", 2),
    ("mouth", "口腔", 3),
    ("homebound", "閉じこもり", 2),
    ("memory", "物忘れ", 3),
    ("mood", "うつ", 5),
)
SAID = {"met": "基準に届いています", "not_met": "基準に届いていません", "undetermined": "答えがなく、まだ分かりません"}
NEEDS = {True: "要", False: "否"}
UNKNOWN = MissingWord(Missing.NOT_RECORDED)


def counted_from(checked: SixChecked) -> str:
    """Where the counts come from, above them."""
    if checked.answered_on is None:
        return "まだチェックリストがありません。紙で数えたときは、数を書いてください。"
    return f"{in_both_eras(checked.answered_on)}のチェックリストから数えています。答えのない質問がある領域は、空けてあります。"


def said_of(part: CheckedPart, questions: int) -> str:
    """5問のうち3問、基準に届いています."""
    if not part.verdict:
        return ""
    met = f"{part.low}" if part.low == part.high else f"{part.low}～{part.high}"
    return f"チェックリストでは{questions}問のうち{met}問。{SAID[part.verdict]}。"


def six_table(sheet: PlanSheet) -> Table | str:
    """The six counts of a plan that was agreed, with the programme that each needs."""
    rows: list[tuple[Cell, ...]] = []
    for key, label, questions in SIX:
        met, need = getattr(sheet.counts, key), getattr(sheet.needs, key)
        count = UNKNOWN if met is None else f"{questions}問のうち{met}問"
        said = getattr(sheet.checked, key).verdict
        rows.append((label, count, SAID.get(said, "—"), NEEDS.get(need, UNKNOWN)))
    if all(row[1] is UNKNOWN and row[3] is UNKNOWN for row in rows):
        return ""
    columns = (Column("領域"), Column("該当数"), Column("チェックリストの基準"), Column("必要なプログラム"))
    return Table("基本チェックリストの該当数と、必要なプログラム", columns, tuple(rows), has_hidden_caption=True)
