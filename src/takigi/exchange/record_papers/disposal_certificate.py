"""廃棄証明書の枠: what went, by which rule, who agreed when, and the digest; nobody in care is named."""

from __future__ import annotations

from django.utils.timezone import localdate

from takigi.custody.queries.retention import DisposalLine
from takigi.exchange.forms.boxes import Form, Grid, Heading, Words, heads, labelled, row, value
from takigi.exchange.forms.wording import day
from takigi.kernel.era_names import in_japanese

TITLE = "廃棄証明書"
WHAT_STAYS = (
    "残るもの: だれがいつ何をしたかの監査記録（氏名を含みません）、報告した数と事実の写し（だれのことか、もう元に戻せません）。"
    "控え（バックアップ）の中の写しは、控えが入れ替わるまで残ります。すでに渡した写しや印刷した紙、ほかの人の記録の文の中に書かれたことは、"
    "この廃棄では消えません。"
)


def disposal_certificate(line: DisposalLine) -> Form:
    """証明書 of one disposal that is done."""
    when = line.agreed_at
    told = (
        labelled("証明の番号", line.number),
        labelled("記録のまとまり", line.series.label),
        labelled("記録の参照番号", str(line.subject_id)),
        labelled("保存の年数", f"{line.years}年（{line.counted_from.label}数える）"),
        labelled("定めた規程", line.source),
        labelled(line.series.ends, day(line.ended_on)),
        labelled("保存の終わり", day(line.kept_until_on)),
        labelled("案を作った人", f"{line.proposed_by}　{in_japanese(localdate(line.proposed_at))}"),
        labelled("確かめて廃棄した人", f"{line.agreed_by}　{in_japanese(localdate(when)) if when else ''}"),
        labelled("証明の指紋（SHA-256）", line.digest),
    )
    rows = (row(value(title, 18), value(f"{count}件", 6)) for title, count in line.counts)
    return Form(
        TITLE,
        (
            Grid(told),
            Heading(f"廃棄した記録　合わせて{line.rows}件"),
            Grid((heads(("記録", 18), ("件数", 6)), *rows), heads=1),
            Words(WHAT_STAYS),
        ),
        whose=f"証明の番号 {line.number}",
    )
