"""期末の状態: 期間の末日（基準日が先ならその日）に続いているものを数える."""

from datetime import date

from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    MissingKind,
    Records,
    blank,
    column,
    count,
    count_distinct,
    days_between,
    in_force,
    index_day,
    mean,
    period_last_day,
)
from takigi.indicators.periods import months
from tests.spec.chapters import Chapter, Spec, specs

certs = Records(
    "certs",
    {
        "cert_id": int,
        "person_id": int,
        "from_on": blank(date),
        "until_on": column(date, MissingKind.NOT_APPLICABLE),
        "rank": int,
    },
)
standing = in_force(certs, since="from_on", until="until_on")
DRAWN = (
    drawn(
        certs,
        """
        person_id | from_on    | until_on   | rank
        1         | 2026-04-30 | 2026-05-31 | 2
        1         | 2026-06-01 |            | 3
        2         | 2026-05-01 | 2026-05-30 | 2
        2         |            | 2026-12-31 | 2
        """,
    ),
)
SPRING = months(date(2026, 4, 1), date(2026, 6, 1))

CHAPTER = Chapter(
    DRAWN,
    (
        Spec("末日に始まったものも、末日に終わるものも続いている", count(standing), [1, 1, 1]),
        Spec("条件に合うもの", count(standing, where=certs["rank"].is_(3)), [0, 0, 1]),
        Spec("記録のほうに条件", count(in_force(certs, since="from_on", until="until_on", where=certs["rank"].is_(2))), [1, 1, 0]),
        Spec("実人数", count_distinct(standing, certs["person_id"]), [1, 1, 1]),
        Spec("起算日は、その末日", count(standing, where=index_day().is_(period_last_day())), [1, 1, 1]),
        Spec("始まりから末日までの日数の平均", mean(standing, days_between(certs["from_on"], index_day())), [0, 31, 29]),
        Spec("始まりの空欄は、始まっていない", count(standing, where=certs["from_on"].is_known()), [1, 1, 1]),
        Spec("始まりを句で書ける", count(in_force(certs, since=certs["from_on"].days_after(1), until="until_on")), [0, 1, 1]),
    ),
    periods=SPRING,
)  # fmt: skip
AS_OF = Chapter(
    DRAWN,
    (
        Spec("基準日が先なら、その日の状態。まだ始まらない期間は 0", count(standing), [1, 2, 0]),
        Spec("起算日は基準日", count(standing, where=index_day().is_(date(2026, 5, 15))), [0, 2, 0]),
    ),
    periods=SPRING,
    as_of=date(2026, 5, 15),
)


@specs(CHAPTER, AS_OF)
def test_in_force(chapter, number, engine):
    chapter.check(number, engine)
