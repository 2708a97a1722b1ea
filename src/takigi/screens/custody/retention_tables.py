"""保存と廃棄の表の着付け."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localdate

from takigi.components.definition_list import Fact
from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.custody.queries.retention import DisposalLine, Ended, HoldLine, RuleLine
from takigi.custody.rules.retention import DisposalState
from takigi.kernel.era_names import in_both_eras, in_short_japanese

NOT_SAID = "まだ決まっていません。決まるまで廃棄できません"
TONES = {DisposalState.PROPOSED: Tone.WAITING, DisposalState.DONE: Tone.DONE, DisposalState.GIVEN_UP: Tone.QUIET}


def rules_table(rules: Iterable[RuleLine]) -> Table:
    """Each series, its years and the paper they stand in."""
    columns = tuple(map(Column, ("記録のまとまり", "保存の年数", "定めた規程", "")))
    rows = tuple((one.series.label, _years(one), one.source or "—", _to_change(one)) for one in rules)
    return Table("保存の年数", columns, rows)


def _years(one: RuleLine) -> str:
    if one.years is None or one.counted_from is None or one.from_on is None:
        return NOT_SAID
    return f"{one.counted_from.label}{one.years}年（{in_short_japanese(one.from_on)}からのきまり）"


def _to_change(one: RuleLine) -> Link:
    return Link(
        "年数を決める" if one.years is None else "年数を変える", reverse("retention_rule", args=[one.series.value])
    )


def holds_table(holds: Iterable[HoldLine]) -> Table:
    """What may not go, and why."""
    columns = tuple(map(Column, ("止めている記録", "範囲", "理由", "いつから", "いつまで", "止めた人", "")))
    rows = tuple(
        (
            one.what,
            one.covers.label,
            one.reason,
            in_short_japanese(one.from_on),
            in_short_japanese(one.until_on) if one.until_on else "決まっていません",
            one.placed_by,
            Link("解く", reverse("hold_lift", args=[one.hold_id])),
        )
        for one in holds
    )
    return Table("廃棄を止めている記録", columns, rows, EmptyState("止めている記録はありません", ""))


def due_table(ended: Iterable[Ended]) -> Table:
    """What may be proposed today. Nothing goes by itself."""
    columns = tuple(map(Column, ("記録", "まとまり", "終わった日", "保存の終わり", "")))
    rows = tuple(
        (
            one.name,
            one.series.short,
            in_both_eras(one.ended_on),
            in_both_eras(one.kept_until),
            Link("廃棄の案を作る", reverse("disposal_propose", args=[one.series.value, one.subject_id])),
        )
        for one in ended
    )
    empty = EmptyState("期間の過ぎた記録はありません", "年数が決まっていて、保存の期間が過ぎた記録がここに出ます。")
    return Table("保存の期間が過ぎた記録", columns, rows, empty)


def disposals_table(lines: Iterable[DisposalLine]) -> Table:
    """Proposals and certificates, the newest first."""
    columns = (
        *map(Column, ("廃棄", "まとまり", "段階", "案を作った人", "確かめた人", "廃棄した日")),
        Column("件数", is_number=True),
    )
    rows = tuple(
        (
            Link(one.number or "案を確かめる", reverse("disposal", args=[one.disposal_id])),
            one.series.short,
            StatusTag(one.state.label, TONES[one.state]),
            one.proposed_by,
            one.agreed_by or "—",
            in_both_eras(localdate(one.agreed_at)) if one.agreed_at else "—",
            str(one.rows) if one.counts else "—",
        )
        for one in lines
    )
    return Table("廃棄の案と証明", columns, rows, EmptyState("廃棄はまだありません", ""))


def certificate_facts(line: DisposalLine) -> tuple[Fact, ...]:
    """What the certificate says, above the counts."""
    told = [
        Fact("段階", StatusTag(line.state.label, TONES[line.state])),
        Fact("記録のまとまり", line.series.label),
        Fact("記録の参照番号", str(line.subject_id)),
        Fact("保存の年数", f"{line.counted_from.label}{line.years}年（{line.source}）"),
        Fact(line.series.ends, in_both_eras(line.ended_on)),
        Fact("保存の終わり", in_both_eras(line.kept_until_on)),
        Fact("案を作った人", f"{line.proposed_by}　{in_both_eras(localdate(line.proposed_at))}"),
    ]
    if line.agreed_at:
        told.append(Fact("確かめて廃棄した人", f"{line.agreed_by}　{in_both_eras(localdate(line.agreed_at))}"))
        told.append(Fact("証明の指紋", line.digest))
    return tuple(told)


def counted(line: DisposalLine) -> tuple[Fact, ...]:
    """Table by table, how many rows went."""
    return tuple(Fact(title, f"{count}件") for title, count in line.counts)
