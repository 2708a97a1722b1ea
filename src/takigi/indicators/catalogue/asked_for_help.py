"""助けを頼む指標: K9 and K10. Whether one's own field was asked first, and what people ask of the station."""

from __future__ import annotations

from takigi.indicators.catalogue.collaboration_facts import agenda_items, help_requests
from takigi.indicators.catalogue.together import HIGHER, LOWER, together
from takigi.indicators.definition import PERCENT, Example
from takigi.indicators.drawings import drawn
from takigi.indicators.language import count, rows

_items = rows(agenda_items, dated="held_on")

DISCUSSED_BEFORE = together(
    key="discussed_in_own_field",
    label="先に自分の分野で話し合ってから頼んだ割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K9",
    counts="頼んだ日かその前に、自分の分野で話し合った議題",
    out_of="期間に会議で扱ったケースの議題（会議の根拠によらない）",
    traps=("話し合っていないという答えと、書かれていないことは、分けて添えます。",),
    decision="どの根拠の会議でも、扱ったケースの議題はみな数える（取り決め）。",
    numerator=count(_items, where=agenda_items["discussed_before_on"].at_most(agenda_items["requested_on"])),
    denominator=count(_items),
    examples=(
        Example(
            "頼んだあとの話し合いは数えません",
            rows=(
                drawn(
                    agenda_items,
                    """
                    held_on    | requested_on | discussed_before_on
                    2026-05-01 | 2026-04-10   | 2026-04-10
                    2026-05-01 | 2026-04-10   | 2026-04-11
                    2026-05-01 | 2026-04-10   | 対象外
                    2026-05-01 | 2026-04-10   |
                    """,
                ),
            ),
            numerator=1,
            denominator=4,
        ),
    ),
)

_asked = rows(help_requests, dated="asked_on")
_REQUESTS = drawn(
    help_requests,
    """
    asked_on   | is_take_over | is_read_alike
    2026-04-01 | はい         | はい
    2026-04-02 | いいえ       | はい
    2026-04-03 | いいえ       | いいえ
    2026-04-04 | いいえ       |
    2026-04-05 |              |
    """,
)

TAKE_OVER = together(
    key="asked_to_take_over",
    label="「引き取ってほしい」という相談の割合",
    unit=PERCENT,
    direction=LOWER,
    number="K10",
    counts="最初の文面を「引き取ってほしい」と読んだ相談",
    out_of="期間にステーションに来た相談",
    lag="月ごとの読み合わせまで。",
    traps=(
        "選ぶ欄に「引き取り」はありません。最初の文面を人が読んで分けます。",
        "二人の読みがどれだけ合ったかとならべて示してください。",
    ),
    decision="二人が読んだときは、話し合って決めた区分で数える（取り決め）。まだ読んでいない相談は分母に残り、数を添える。",
    numerator=count(_asked, where=help_requests["is_take_over"]),
    denominator=count(_asked),
    examples=(Example("まだ読んでいない一件も分母に残ります", rows=(_REQUESTS,), numerator=1, denominator=5),),
)

READ_ALIKE = together(
    key="requests_read_alike",
    label="相談の文面の読みが二人で合った割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K10（読みの一致）",
    counts="二人が同じに読んだ相談",
    out_of="期間に来て、二人が読んだ相談",
    lag="月ごとの読み合わせまで。",
    traps=("合わせるために読みなおさないでください。はじめの読みで数えます。",),
    numerator=count(_asked, where=help_requests["is_read_alike"]),
    denominator=count(_asked, where=help_requests["is_read_alike"].is_known()),
    examples=(Example("二人が読んだ三件のうち二件です", rows=(_REQUESTS,), numerator=2, denominator=3),),
)

INDICATORS = (DISCUSSED_BEFORE, TAKE_OVER, READ_ALIKE)
