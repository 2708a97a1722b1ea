"""数のもとの行: the rows that a counter counted are the same on the judge and on DuckDB, and as many as it counted."""

import pytest

from takigi.engines.arrow import arrow_table
from takigi.engines.listing import Place, rows_behind, rows_behind_in
from takigi.engines.questions import question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.relational.duck import DuckDatabase
from takigi.indicators.breakdowns import possible_for
from takigi.indicators.catalogue import ALL_TABLES, all_indicators
from takigi.indicators.catalogue.breakdowns import AREA, BLOCK
from takigi.indicators.counters import How
from takigi.indicators.periods import fiscal_years
from tests.engines import tables_for

# Each counter is a query of its own: some come every day, and all the others after the everyday tests.
EXAMPLES = [
    pytest.param(one, example, id=f"{one.key}-{number}", marks=[pytest.mark.long] if place % 5 or number > 1 else [])
    for place, one in enumerate(all_indicators())
    for number, example in enumerate(one.examples, start=1)
]


@pytest.mark.later
@pytest.mark.parametrize(("one", "example"), EXAMPLES)
def test_behind_each_counter_stand_the_rows_that_it_counted(one, example):
    asked = question(
        [one], periods=fiscal_years(example.fiscal_year), by=possible_for(one, [AREA, BLOCK]), as_of=example.as_of
    )
    tables = tables_for(asked, [table.table for table in ALL_TABLES], example.rows)
    facts = FactRows({name: rows for name, (_, rows) in tables.items()})
    results = ReferenceEngine(facts).run(asked)
    with DuckDatabase.over_tables({name: arrow_table(*told) for name, told in tables.items()}, threads=1) as database:
        for counter in asked.counters:
            for split in asked.splits:
                for cell in results.cells(split):
                    place = Place(counter, 0, split, cell)
                    carry = (counter.rows.key,)
                    told = sorted(rows_behind(asked, facts, place, carry))
                    assert told == sorted(rows_behind_in(asked, database, place, carry))
                    if counter.how is How.ROWS and not split:
                        sheet, column = asked.stands[counter]
                        row = results.tallies.sheets[sheet].get((0, 0, ()))
                        assert len(told) == (row[column] if row else 0)
