"""思いがけない問い: strategies for every kind of node, for rows with every kind of blank, and for whole questions."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from takigi.engines.questions import question
from takigi.indicators import nodes as n
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.definition import CASES, CountItself, Direction, Edition, Indicator, LeftOut
from takigi.indicators.language import MissingKind, Phrase, Records, blank, column
from takigi.indicators.nodes import Kind
from takigi.indicators.periods import Periods, month_number

NOT_MEASURED, NOT_SET, SUPPRESSED = MissingKind.NOT_MEASURED, MissingKind.NOT_SET, MissingKind.SUPPRESSED
PERSONS = Records(
    "persons",
    {
        "person_id": int,
        "birth_on": blank(date),
        "area": column(str, NOT_SET, SUPPRESSED),
    },
    key="person_id",
)
VISITS = Records(
    "visits",
    {
        "visit_id": int,
        "person_id": int,
        "visited_on": blank(date),
        "until_on": blank(date),
        "minutes": column(int, NOT_MEASURED, MissingKind.BEING_COUNTED),
        "score": column(Decimal, NOT_MEASURED, MissingKind.NOT_APPLICABLE, SUPPRESSED),
        "done": column(bool, NOT_SET, MissingKind.NOT_SURVEYED),
        "reaction": blank(str),
    },
)
GOALS = Records("goals", {"goal_id": int, "person_id": int, "set_on": date, "met_on": blank(date), "level": blank(int)})
SCHEMA = (PERSONS, VISITS, GOALS)

FIRST = date(2024, 1, 1)
days = st.integers(0, 1000).map(lambda more: FIRST + timedelta(days=more)) | st.sampled_from(
    [date(2024, 2, 29), date(2025, 3, 31), date(2024, 12, 31), date(2025, 4, 1)]
)
births = st.sampled_from([date(1950, 1, 1), date(1948, 2, 29), date(1959, 4, 1), date(1940, 12, 31), date(2024, 6, 1)])
amounts = st.decimals(-50, 50, places=2)
CODES = ["a", "b", "c"]
PLAIN = {
    Kind.DAY: days,
    Kind.WHOLE: st.integers(-5, 40),
    Kind.AMOUNT: amounts,
    Kind.CODE: st.sampled_from(CODES),
    Kind.TRUTH: st.booleans(),
}
CONTEXT = [n.IndexDay(), n.PeriodFirstDay(), n.PeriodLastDay()]


def cells(records, name):
    """What may stand in a column."""
    told = records.table.columns[name]
    plain = births if name == "birth_on" else PLAIN[told.kind]
    return plain | st.sampled_from(told.may_miss) if told.may_miss else plain


@st.composite
def rows_of(draw, records, most):
    """Rows of a table: few persons, so that they meet."""
    rows = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        row = {name: draw(cells(records, name)) for name in records.table.columns}
        if "person_id" in row:
            row["person_id"] = draw(st.integers(1, 3))
        row[records.table.key] = number
        rows.append(row)
    return rows


facts = st.fixed_dictionaries(
    {"persons": rows_of(PERSONS, 3), "visits": rows_of(VISITS, 6), "goals": rows_of(GOALS, 6)}
)


def _columns(records, kind):
    return [records.column(name) for name, told in records.table.columns.items() if told.kind is kind]


def expressions(kind, scope, depth, context=False):
    """Expressions of a kind over the records of a scope; the first of them is ours."""
    leaves = [node for records in scope for node in _columns(records, kind)]
    plain = st.builds(n.Value, PLAIN[kind])
    if kind is Kind.DAY:
        leaves += [n.AsOf(), *(CONTEXT if context else [])]
    leaf = st.sampled_from(leaves) | plain if leaves else plain
    if depth == 0:
        return leaf

    def inner(of):
        return expressions(of, scope, depth - 1, context)

    made = [leaf, *_made(kind, inner)]
    if scope[0] is VISITS:
        made += _looks(kind, scope, depth, context)
    return st.one_of(made)


def _made(kind, inner):
    truth, whole, amount, day = (inner(of) for of in (Kind.TRUTH, Kind.WHOLE, Kind.AMOUNT, Kind.DAY))
    common = [st.builds(n.Choose, truth, inner(kind), inner(kind)), st.builds(n.IfMissing, inner(kind), inner(kind))]
    if kind is Kind.TRUTH:
        alike = [(inner(of), inner(of)) for of in (Kind.WHOLE, Kind.AMOUNT, Kind.DAY)] + [(whole, amount)]
        anything = st.one_of([inner(of) for of in Kind])
        return [
            *common,
            *(st.builds(n.AtMost, *pair) for pair in alike),
            *(st.builds(n.Below, *pair) for pair in alike),
            st.builds(n.Same, inner(Kind.CODE), inner(Kind.CODE)),
            st.builds(n.Same, day, day),
            st.builds(n.OneOf, inner(Kind.CODE), st.sampled_from([(n.Value("a"),), (n.Value("a"), n.Value("b"))])),
            st.builds(n.Both, truth, truth),
            st.builds(n.Either, truth, truth),
            st.builds(n.Not, truth),
            st.builds(n.Surely, truth),
            st.builds(n.IsKnown, anything),
            st.builds(n.IsMissing, anything, st.sampled_from(MissingKind)),
        ]
    if kind is Kind.WHOLE:
        return [
            *common,
            st.builds(n.Plus, whole, whole),
            st.builds(n.Minus, whole, whole),
            st.builds(n.Times, whole, st.builds(n.Value, st.integers(-3, 3))),
            st.builds(n.DaysBetween, day, day),
            st.builds(n.AgeOn, day, day),
            st.builds(n.YearOf, day),
            st.builds(n.FiscalYearOf, day),
        ]
    if kind is Kind.AMOUNT:
        return [
            *common,
            st.builds(n.Plus, amount, whole),
            st.builds(n.Minus, amount, amount),
            st.builds(n.Times, amount, st.builds(n.Value, st.integers(-3, 3))),
        ]
    if kind is Kind.DAY:
        return [
            *common,
            st.builds(n.DaysAfter, day, st.integers(-40, 40)),
            st.builds(n.MonthsAfter, day, st.integers(-14, 14)),
        ]
    return [*common, st.builds(n.Band, whole | amount, st.just((0, 10, 20)), st.just(("w", "x", "y", "z")))]


def _looks(kind, scope, depth, context):
    both = (GOALS, *scope)
    related = st.builds(
        n.Related,
        st.just("goals"),
        st.just("goals"),
        st.just(GOALS.key),
        st.just(GOALS.same_person_as(VISITS).links),
        st.just(n.ALWAYS) | expressions(Kind.TRUTH, both, depth - 1),
    )

    def theirs(of):
        return expressions(of, (GOALS,), depth - 1)

    found = [
        st.builds(n.First, related, theirs(Kind.DAY), theirs(kind)),
        st.builds(n.Last, related, theirs(Kind.DAY), theirs(kind)),
    ]
    if kind is Kind.TRUTH:
        found.append(st.builds(n.Exists, related))
    if kind is Kind.WHOLE:
        found += [st.builds(n.CountOf, related), st.builds(n.SumOf, related, theirs(Kind.WHOLE))]
    if kind is Kind.DAY:
        found.append(st.just(PERSONS.of(VISITS)["birth_on"].node))
    if kind is Kind.CODE:
        found.append(st.just(PERSONS.of(VISITS)["area"].node))
    return found


OURS = (VISITS,)
truths = expressions(Kind.TRUTH, OURS, 2, context=True)
plain_days = expressions(Kind.DAY, OURS, 1)
timings = st.builds(n.OnDay, plain_days) | st.builds(n.InForce, plain_days, plain_days)
one_pers = st.builds(n.OnePer, st.just(VISITS.column("person_id")), st.booleans())


def _rows(timing, where, one_per):
    return n.Rows("visits", "visits", VISITS.key, timing, where, one_per)


rows = st.builds(_rows, timings, st.just(n.ALWAYS) | truths, st.none()) | st.builds(
    _rows, st.builds(n.OnDay, plain_days), st.just(n.ALWAYS) | expressions(Kind.TRUTH, OURS, 1), one_pers
)


def measures(of):
    """Any measure over the rows."""
    meeting = st.just(n.ALWAYS) | truths
    whole, amount = (expressions(kind, OURS, 1, context=True) for kind in (Kind.WHOLE, Kind.AMOUNT))
    numbers = whole | amount
    person = st.just(VISITS.column("person_id"))
    return st.one_of(
        st.builds(n.CountRows, st.just(of), meeting),
        st.builds(n.CountDistinct, st.just(of), meeting, person),
        st.builds(n.SumUp, st.just(of), meeting, numbers),
        st.builds(n.Mean, st.just(of), meeting, numbers),
        st.builds(n.Quantiles, st.just(of), meeting, numbers, st.just((Fraction(1, 2), Fraction(1, 3)))),
    )


splits = st.sampled_from(
    [
        (),
        ("area",),
        ("reaction",),
        (("area", "age"), "reaction"),
        ("age",),
        (("reaction", "area"),),
        ("born", ("area", "born")),
    ]
)
BREAKDOWNS = {
    "area": Breakdown("area", "圏域", (("visits", PERSONS.of(VISITS)["area"].node),)),
    "reaction": Breakdown("reaction", "反応", (("visits", VISITS.column("reaction")),)),
    "age": Breakdown(
        "age",
        "年齢",
        (
            (
                "visits",
                n.Band(
                    n.AgeOn(PERSONS.of(VISITS)["birth_on"].node, n.PeriodFirstDay()), (65, 75), ("-64", "65-", "75-")
                ),
            ),
        ),
    ),
    "born": Breakdown(
        "born",
        "生まれた年からの年数",
        (
            (
                "visits",
                n.Band(
                    n.Minus(n.YearOf(n.PeriodFirstDay()), n.YearOf(PERSONS.of(VISITS)["birth_on"].node)),
                    (65, 75),
                    ("-64", "65-", "75-"),
                ),
            ),
        ),
    ),
}


@st.composite
def questions(draw):
    """A whole question with one indicator."""
    of = draw(rows)
    top = draw(measures(of))
    bottom = draw(st.builds(n.CountRows, st.just(of), st.just(n.ALWAYS) | truths) | st.just(CountItself("試験のため")))
    leaves_out = [LeftOut("除外", Phrase(node), "試験のため") for node in draw(st.lists(truths, max_size=2))]
    waits = draw(st.none() | plain_days)
    edition = Edition(date(2020, 4, 1), "試験", "分子", "分母", top, bottom, tuple(leaves_out), waits and Phrase(waits))
    one = Indicator("random", "思いがけない指標", CASES, Direction.NEITHER, (edition,), lag="なし")
    periods = Periods(
        month_number(FIRST) + draw(st.integers(-2, 6)),
        draw(st.integers(1, 12)),
        *draw(st.sampled_from([(1, 1), (3, 3), (12, 1), (3, 1), (1, 2)])),
    )
    by = [tuple(BREAKDOWNS[k] for k in (s if isinstance(s, tuple) else (s,))) for s in draw(splits)]
    return question([one], periods=periods, by=by, as_of=draw(days))
