"""保存と廃棄のきまり: which series there are, from when years count, and what stands against a disposal. Pure.

How many years is the municipality's to say (文書管理規程): there is no number here, and without one nothing is ever due.
"""

from datetime import date

from takigi.custody.rules.words import CustodyRefused
from takigi.kernel.labelled import Labelled

LONGEST_YEARS = 99


class Series(Labelled):
    """記録のまとまり: what is kept and goes together."""

    CASE = "case", "個別支援の記録（ケースごと。事業・成功事例を含む）"
    SHARED_CASE = "shared_case", "多機関のケースと会議の記録（ケースごと）"
    REGISTER = "register", "本人・認定・同意の記録（ひとりごと）"

    @property
    def short(self) -> str:
        """How it is said in a line.

        >>> Series.CASE.short
        '個別支援の記録'
        """
        return self.label.partition("（")[0]

    @property
    def ends(self) -> str:
        """What ends a record of the series."""
        return "本人が亡くなった日・転出した日" if self is Series.REGISTER else "ケースが終わった日"


class CountedFrom(Labelled):
    """数えはじめ."""

    ENDING = "ending", "終わった日から"
    NEXT_FISCAL_YEAR = "next_fiscal_year", "終わった日の次の4月1日から"


class HoldOn(Labelled):
    """止める範囲."""

    PERSON = "person", "ひとり（その人のケースも）"
    CASE = "case", "一つのケース"
    SERIES = "series", "記録のまとまり全部"


class DisposalState(Labelled):
    """廃棄の段階."""

    PROPOSED = "proposed", "二人目の確かめを待っています"
    DONE = "done", "廃棄しました"
    GIVEN_UP = "given_up", "取りやめました"


def kept_until(ended_on: date, years: int, counted_from: CountedFrom) -> date:
    """The first day on which the record may go.

    >>> kept_until(date(2026, 5, 10), 5, CountedFrom.ENDING)
    datetime.date(2031, 5, 10)
    >>> kept_until(date(2026, 5, 10), 5, CountedFrom.NEXT_FISCAL_YEAR)
    datetime.date(2032, 4, 1)
    >>> kept_until(date(2024, 2, 29), 1, CountedFrom.ENDING)
    datetime.date(2025, 3, 1)
    """
    start = ended_on
    if counted_from is CountedFrom.NEXT_FISCAL_YEAR:
        start = date(ended_on.year + ((ended_on.month, ended_on.day) >= (4, 1)), 4, 1)
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def check_years(years: int, source: str) -> None:
    """A number with the paper it stands in."""
    if not 1 <= years <= LONGEST_YEARS:
        raise CustodyRefused(f"保存の年数は、1年から{LONGEST_YEARS}年までで書いてください。")
    if not source.strip():
        raise CustodyRefused("年数を定めた規程の名前と条を書いてください。")
