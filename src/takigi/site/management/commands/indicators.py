"""takigi indicators: lists the indicators, prints a card, or counts over a folder of facts. Opens no register."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError

from takigi.engines.choosing import ENGINES, NoEngine, opened
from takigi.engines.folders import WAYS, NoFacts, check_folder, read_ways
from takigi.engines.questions import Question, Split, question
from takigi.engines.showing import ShowsAPerson, check_shown, people_behind, with_coarser
from takigi.engines.tallies import Results
from takigi.engines.telling import FORMATS, lines_of
from takigi.indicators.breakdowns import Breakdown, possible_for
from takigi.indicators.card import card_of, in_markdown
from takigi.indicators.catalogue import ALL_TABLES, UnknownIndicator, all_indicators, indicator
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.indicators.catalogue.town import SETTINGS, TownWays, town_ways
from takigi.indicators.definition import Indicator
from takigi.indicators.periods import Periods, months, quarters, rolling, whole_fiscal_years

T = TypeVar("T")
FACT_TABLES = tuple(one.table for one in ALL_TABLES)
EVERY: Mapping[str, Callable[[date, date], Periods]] = {
    "month": months,
    "quarter": quarters,
    "year": whole_fiscal_years,
    "rolling12": lambda since, until: rolling(12, since, until),
}


class Command(BaseCommand):
    """指標."""

    help = "指標を一覧し、カードを出し、事実の表から数えます。書き方は docs/how-to/count-indicators.md にあります。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and for counting: what, when, by what, over which facts."""
        parser.add_argument("doing", nargs="?", default="", metavar="list|card|run", help="一覧、指標カード、数える")
        parser.add_argument(
            "keys", nargs="*", metavar="KEY", help="指標の鍵（list で分かります）。run では all ですべて"
        )
        run = parser.add_argument_group("run")
        run.add_argument("--facts", type=Path, help="事実の表（Parquet）のフォルダ")
        run.add_argument(
            "--ways", type=Path, help=f"町の決めごとの CSV。はぶくと、フォルダの {WAYS}（なければ、はじめの値）"
        )
        run.add_argument("--from", dest="since", default="", help="始まりの月（2026-04）")
        run.add_argument("--to", dest="until", default="", help="終わりの月（2027-03）")
        run.add_argument("--every", default="month", help=f"期間の長さ（{'、'.join(EVERY)}）。はぶくと month")
        run.add_argument("--by", action="append", default=[], help="内訳（area。掛け合わせは area,sex）。何度でも")
        run.add_argument("--as-of", default="", help="基準日（2026-11-23）。はぶくと終わりの期間の末日")
        run.add_argument("--engine", default="duckdb", help=f"集計（{'、'.join(ENGINES)}）。はぶくと duckdb")
        run.add_argument("--server", default="", help="postgres の接続の文字列、spark のアドレス")
        run.add_argument("--format", default="text", help=f"{'、'.join(FORMATS)}。はぶくと text")
        run.add_argument("--every-edition", action="store_true", help="すべての版を、すべての期間で数える")
        run.add_argument("--small-cells", action="store_true", help="10に満たないますも出す（庁内で見るときだけ）")

    def handle(self, *args: Any, doing: str, **options: Any) -> None:
        """Prints to standard output; a mistake is one sentence."""
        doings = {"list": _list, "card": _card, "run": _run}
        try:
            told = _one_of(doings, doing, "indicators の次の言葉")(**options)
        except (UnknownIndicator, NoFacts, NoEngine, ShowsAPerson) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(told, ending="")


def _one_of(known: Mapping[str, T], word: str, what: str) -> T:
    if word not in known:
        raise CommandError(f"{what}に「{word}」はありません（あるのは {'、'.join(known)}）。")
    return known[word]


def _list(**_: Any) -> str:
    return "".join(f"{one.key}\t{one.label}\t{one.unit.word}\n" for one in all_indicators())


def _card(*, keys: Sequence[str], **options: Any) -> str:
    ways = _ways(**options)
    return "\n".join(in_markdown(card_of(indicator(key, ways))) for key in _some(keys))


def _ways(*, facts: Path | None, ways: Path | None, **_: Any) -> tuple[TownWays, ...]:
    """What the town decided: from the file that is named, or from the one that lies beside the facts."""
    if ways is not None and not ways.is_file():
        raise CommandError(f"{ways} がありません。町の決めごとの CSV（from_on,key,value）を書いてください。")
    path = ways or (facts / WAYS if facts is not None else None)
    if path is None:
        return ()
    try:
        decided = read_ways(path)
        strange = sorted({key for _, key, _ in decided} - SETTINGS)
        if strange:
            # Passed over, a misspelt one would leave the old meaning without a word.
            raise CommandError(
                f"{path.name} の「{'、'.join(strange)}」という決めごとはありません（あるのは {'、'.join(sorted(SETTINGS))}）。"
            )
        return town_ways(decided)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _some(keys: Sequence[str]) -> Sequence[str]:
    if not keys:
        raise CommandError("指標の鍵を書いてください。takigi indicators list で一覧が出ます。")
    return keys


def _run(*, keys: Sequence[str], by: Sequence[str], small_cells: bool, **options: Any) -> str:
    ways = _ways(**options)
    each = dict.fromkeys(_some(keys))
    wanted = all_indicators(ways) if list(each) == ["all"] else tuple(indicator(key, ways) for key in each)
    splits = [_split(one, wanted) for one in by]
    written = _one_of(FORMATS, options["format"], "--format ")
    judged = bool(splits) and not small_cells
    periods = _periods(options)
    asked = question(
        [*wanted, *(people_behind(one, FACT_TABLES) for one in wanted if judged)],
        periods=periods,
        by=with_coarser(splits) if judged else splits,
        as_of=_day(options["as_of"], "--as-of ", "2026-11-23")
        if options["as_of"]
        else periods[len(periods) - 1].last_day,
        every_edition=options["every_edition"],
    )
    results = _counted(asked, **options)
    if judged:
        check_shown(results, splits)
    return written(results, lines_of(results, splits))


def _counted(asked: Question, *, facts: Path | None, engine: str, server: str, **_: Any) -> Results:
    if facts is not None:
        check_folder(facts, asked)
    with opened(engine, facts=facts, tables=FACT_TABLES, server=server) as one:
        return one.run(asked)


def _split(words: str, wanted: Sequence[Indicator]) -> Split:
    """The breakdowns of `area,sex`. Refuses one that is none, or that an indicator cannot be split by."""
    known = {one.key: one for one in ALL}
    split: list[Breakdown] = []
    for word in (one.strip() for one in words.split(",")):
        if word not in known:
            raise CommandError(f"「{word}」という内訳はありません（あるのは {_named(ALL)}）。")
        split.append(known[word])
    for one in wanted:
        possible = possible_for(one, ALL)
        for breakdown in split:
            if breakdown not in possible:
                raise CommandError(
                    f"「{one.label}」は「{breakdown.label}」に分けられません。できる内訳は {_named(possible)} です。"
                )
    return tuple(dict.fromkeys(split))


def _named(breakdowns: Sequence[Breakdown]) -> str:
    return "、".join(f"{one.key}（{one.label}）" for one in breakdowns)


def _periods(options: Mapping[str, Any]) -> Periods:
    since, until = _day(options["since"], "--from "), _day(options["until"], "--to ")
    if until < since:
        raise CommandError("--from は --to より前の月にしてください。")
    return _one_of(EVERY, options["every"], "--every ")(since, until)


def _day(text: str, what: str, example: str = "2026-04 か 2026-04-01") -> date:
    """A day; the first of a month where a month will do."""
    try:
        day = date.fromisoformat(f"{text}-01" if text.count("-") == 1 and " " in example else text)
    except ValueError as error:
        raise CommandError(f"{what}に日付が要ります（いまは「{text}」）。{example} のように書いてください。") from error
    if not 1900 <= day.year <= 2200:
        raise CommandError(f"{what}は1900年から2200年までの日付で書いてください（いまは「{text}」）。")
    return day
