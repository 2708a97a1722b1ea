"""認定の表: what is in force on the day, since when it is known, and the revisions that came before."""

from datetime import date

from django.utils.timezone import localtime

from takigi.components.both_era_date import BothEraDate
from takigi.components.missing_word import Missing
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.people.queries.certifications import CertificationLine
from takigi.people.rules import RevisionKind
from takigi.screens.people.origins import Origins

COLUMNS = (
    Column("要介護度"),
    Column("申請"),
    Column("有効期間"),
    Column("状態"),
    Column("分かった日"),
)


def certification_table(lines: tuple[CertificationLine, ...], origins: Origins, *, on: date) -> Table | str:
    """認定の一覧 as believed at the moment asked about, newest application first."""
    if not lines:
        return ""
    rows = tuple(
        (level_word(line), application_words(line), period_words(line), state_tag(line, on=on), _known(line, origins))
        for line in lines
    )
    return Table(f"認定（{in_both_eras(on)}の状態）", COLUMNS, rows)


def former_tables(lines: tuple[CertificationLine, ...], origins: Origins) -> list[tuple[str, Table]]:
    """前の記録: for each certification that was revised, its earlier revisions."""
    columns = (Column("記録の別"), Column("要介護度"), Column("有効期間"), Column("分かった日"))
    tables = []
    for line in lines:
        if line.earlier:
            words = f"{application_words(line)}の認定は、{len(line.earlier)}回書きかえられています（{line.kind.label}）"
            rows = tuple(
                (one.kind.label, level_word(one), period_words(one), _known(one, origins)) for one in line.earlier
            )
            tables.append((words, Table("書きかえられる前の記録", columns, rows)))
    return tables


def level_word(line: CertificationLine) -> str:
    """The level, or why there is none."""
    if line.level:
        return line.level
    return "取下げ" if line.is_withdrawn else "結果を待っています"


def application_words(line: CertificationLine) -> str:
    """Which application it was, and when."""
    kind = application_kind(line)
    return f"{in_both_eras(line.application_on)} {kind}" if line.application_on else f"申請日不詳 {kind}"


def application_kind(line: CertificationLine) -> str:
    """新規申請, 更新申請, 変更申請, 職権."""
    label = line.application_label
    return label if label.endswith(("申請", "職権")) else f"{label}申請"


def period_words(line: CertificationLine) -> Cell:
    """From when until when it is valid."""
    if line.valid_from is None:
        return BothEraDate(None, Missing.NOT_APPLICABLE if line.is_withdrawn else Missing.NOT_RECORDED)
    until = in_both_eras(line.valid_until) if line.valid_until else ""
    return f"{in_both_eras(line.valid_from)}から{until}{'まで' if until else ''}"


def state_tag(line: CertificationLine, *, on: date) -> StatusTag:
    """What the certification is on the day."""
    if line.kind is RevisionKind.DELETED:
        return StatusTag("削除された記録")
    if line.is_withdrawn:
        return StatusTag("取下げ")
    if line.is_in_force(on):
        return StatusTag("有効", Tone.ACTIVE)
    if line.valid_from is None:
        return StatusTag("結果待ち", Tone.WAITING)
    return StatusTag("これから", Tone.WAITING) if line.valid_from > on else StatusTag("期間終了", Tone.DONE)


def _known(line: CertificationLine, origins: Origins) -> str:
    day = in_both_eras(localtime(line.known_from).date())
    origin = origins.of_row(line.batch_id, line.row_no)
    return f"{day} {origin}" if origin else day
