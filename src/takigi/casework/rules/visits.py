"""訪問のきまり: what was typed read as a visit, and everything that stands in the way of confirming it, said at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time

from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_fields import FIELD_OF, SECTION_OF, Kind
from takigi.casework.rules.visit_merging import Change, Entry, Value, is_empty
from takigi.casework.rules.visit_words import UNDECIDED, OptionKind, Present, Reaction
from takigi.kernel.date_notations import UnreadableDate
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.spoken_dates import read_spoken_date


@dataclass(frozen=True)
class Remark:
    """言うこと: a sentence and the field it speaks of. `is_doubt`: may be confirmed as it is by whoever says so."""

    sentence: str
    field: str = ""
    is_doubt: bool = False

    @property
    def place(self) -> str:
        """Where to look: 「5 どうなりたい」."""
        section = SECTION_OF.get(self.field)
        return f"{section.number} {section.title}" if section else ""


class VisitNotReady(CaseRefused):
    """The visit cannot be confirmed like this; nothing of it is lost. Carries every remark."""

    def __init__(self, remarks: tuple[Remark, ...], *, may_keep_as_note: bool = False) -> None:
        super().__init__(" ".join(remark.sentence for remark in remarks))
        self.remarks = remarks
        self.may_keep_as_note = may_keep_as_note


@dataclass(frozen=True)
class VisitGround:
    """What a visit is checked against: the case, the day, and what the register says about the person."""

    today: date
    opened_on: date
    gone_on: date | None = None
    gone_word: str = ""


@dataclass(frozen=True)
class ReadVisit:
    """What was typed, read: dates as days, times as times, the rest as it was written."""

    values: Mapping[str, Value]
    visited_on: date | None
    started_at: time | None
    ended_at: time | None
    minutes: int | None
    next_step_on: date | None
    remarks: tuple[Remark, ...] = field(default=())

    def text(self, key: str) -> str:
        """A line or a text; "" when nothing was written."""
        value = self.values.get(key, "")
        return value.strip() if isinstance(value, str) else ""

    def keys(self, key: str) -> tuple[str, ...]:
        """What was chosen of several."""
        value = self.values.get(key, ())
        return value if isinstance(value, tuple) else ()

    @property
    def is_interview(self) -> bool:
        """Whether the person was met: a visit at which only the family was there is no interview with the person."""
        return Present.PERSON in self.keys("present")


def read_visit(values: Mapping[str, Value], *, today: date) -> ReadVisit:
    """Everything that can be read, with a sentence for everything that cannot."""
    remarks: list[Remark] = []
    days = {key: _day(values, key, today, remarks) for key in ("visited_on", "next_step_on")}
    times = {key: _time(values, key, remarks) for key in ("started_at", "ended_at")}
    started, ended = times["started_at"], times["ended_at"]
    minutes = _minutes(values, remarks)
    if started and ended:
        length = (ended.hour - started.hour) * 60 + ended.minute - started.minute
        if length < 0:
            remarks.append(Remark("終わりが始まりより前になっています。どちらかを直してください。", "ended_at"))
        elif minutes is None:
            minutes = length
    return ReadVisit(values, days["visited_on"], started, ended, minutes, days["next_step_on"], tuple(remarks))


def _day(values: Mapping[str, Value], key: str, today: date, remarks: list[Remark]) -> date | None:
    typed = str(values.get(key, "")).strip()
    if not typed:
        return None
    try:
        return read_spoken_date(typed, today=today)
    except UnreadableDate as error:
        remarks.append(Remark(f"{FIELD_OF[key].label}: {error}", key))
        return None


_TIME = re.compile(r"(?:(午前|午後))?(\d{1,2})(?::|時)(?:(\d{1,2})分?|(半))?")


def read_time(typed: str) -> time | None:
    """A time of day as people write it; None when it cannot be read.

    >>> read_time("14:05"), read_time("午後2時半"), read_time("１４時"), read_time("25:00")
    (datetime.time(14, 5), datetime.time(14, 30), datetime.time(14, 0), None)
    """
    found = _TIME.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)))
    if not found:
        return None
    hour = int(found[2]) + (12 if found[1] == "午後" and int(found[2]) < 12 else 0)
    minute = 30 if found[4] else int(found[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def plain_words(change: Change, *, typed_on: date) -> Change:
    """A change with 「きのう」 said as the day it was when somebody typed it: a draft may be confirmed days later.

    What cannot be read stays as it was typed, to be asked about when the visit is confirmed.
    """
    kind, value = FIELD_OF[change.field].kind, change.value
    if not isinstance(value, str) or not value.strip():
        return change
    if kind is Kind.DATE:
        try:
            return replace(change, value=in_short_japanese(read_spoken_date(value, today=typed_on)))
        except UnreadableDate:
            return change
    read = read_time(value) if kind is Kind.TIME else None
    return replace(change, value=f"{read:%H:%M}") if read else change


def _time(values: Mapping[str, Value], key: str, remarks: list[Remark]) -> time | None:
    typed = str(values.get(key, "")).strip()
    read = read_time(typed) if typed else None
    if typed and read is None:
        sentence = f"{FIELD_OF[key].label}の「{typed}」は時刻として読めません。14:00 のように書いてください。"
        remarks.append(Remark(sentence, key))
    return read


def _minutes(values: Mapping[str, Value], remarks: list[Remark]) -> int | None:
    typed = unicodedata.normalize("NFKC", str(values.get("minutes", ""))).strip().removesuffix("分")
    if not typed:
        return None
    if not typed.isdecimal() or not 0 < int(typed) <= 1440:
        remarks.append(Remark("かかった時間は、1から1440までの分で書いてください。", "minutes"))
        return None
    return int(typed)


def check_visit(entries: Mapping[str, Entry], ground: VisitGround) -> ReadVisit:
    """The visit, with every remark: what must be settled first, and what may be confirmed as it is."""
    visit = read_visit({name: entry.kept.value for name, entry in entries.items()}, today=ground.today)
    found = [*_differences(entries), *visit.remarks, *_days(visit, ground), *_doubts(visit)]
    # In the order of the paper, so that an eye walks through it once.
    order = {name: place for place, name in enumerate(FIELD_OF)}
    remarks = sorted(found, key=lambda one: order.get(one.field, -1))
    return ReadVisit(
        visit.values,
        visit.visited_on,
        visit.started_at,
        visit.ended_at,
        visit.minutes,
        visit.next_step_on,
        tuple(remarks),
    )


def _differences(entries: Mapping[str, Entry]) -> Iterator[Remark]:
    for name, entry in entries.items():
        if entry.rivals:
            label = FIELD_OF[name].label
            yield Remark(f"「{label}」は、二人の書いたことがちがいます。残すほうを選んでください。", name)


def _days(visit: ReadVisit, ground: VisitGround) -> Iterator[Remark]:
    day = visit.visited_on
    if day is None:
        if is_empty(visit.values.get("visited_on", "")):
            yield Remark("訪問した日を書いてください。「きょう」とも書けます。", "visited_on")
        return
    if day > ground.today:
        yield Remark(
            f"訪問した日（{in_short_japanese(day)}）が今日より後です。日を直すか、その日が来てから確定してください。",
            "visited_on",
        )
    if day < ground.opened_on:
        opened = in_short_japanese(ground.opened_on)
        yield Remark(
            f"訪問した日（{in_short_japanese(day)}）が、このケースの受付日（{opened}）より前です。日を確かめてください。",
            "visited_on",
        )
    if ground.gone_on and day > ground.gone_on:
        yield Remark(
            f"この方は、{in_short_japanese(ground.gone_on)}に「{ground.gone_word}」と台帳にあります。"
            "訪問としては確定できませんが、書いたことは経過記録に残せます。",
            "visited_on",
        )
    if visit.text("next_step") and visit.next_step_on is None and is_empty(visit.values.get("next_step_on", "")):
        yield Remark(
            "次にすることの「いつまで」を書いてください。決まらないときは、次に考える日を書きます。", "next_step_on"
        )
    if visit.next_step_on and visit.next_step_on < day:
        yield Remark("次にすることの日が、訪問した日より前です。日を確かめてください。", "next_step_on")


def is_gone(visit: ReadVisit, ground: VisitGround) -> bool:
    """Whether the visit is dated after the person died or moved away: then it can only be kept as a note."""
    return bool(ground.gone_on and (visit.visited_on is None or visit.visited_on > ground.gone_on))


def _doubts(visit: ReadVisit) -> Iterator[Remark]:
    if not visit.text("wish_text"):
        yield Remark(
            "本人の願いがまだありません。聞けなかったときは、このまま確定できます。", "wish_text", is_doubt=True
        )
    if not visit.text("reaction"):
        yield Remark("反応がまだ選ばれていません。", "reaction", is_doubt=True)
    if visit.text("reaction") == Reaction.UNDERSTOOD and not visit.keys("explained"):
        yield Remark("反応はありますが、説明した道が選ばれていません。", "explained", is_doubt=True)
    unexplained = set(visit.keys("chosen")) - set(visit.keys("explained")) - {UNDECIDED}
    if unexplained:
        names = "、".join(kind.label for kind in OptionKind if kind in unexplained)
        yield Remark(f"選んだ道（{names}）が、説明した道にありません。", "chosen", is_doubt=True)
    if UNDECIDED in visit.keys("chosen") and len(visit.keys("chosen")) > 1:
        yield Remark("「まだ決めていない」と、ほかの道の両方が選ばれています。", "chosen", is_doubt=True)
    if not visit.text("next_step"):
        yield Remark("次にすることがまだありません。", "next_step", is_doubt=True)
    if not visit.keys("present"):
        yield Remark(
            "同席した人が選ばれていません。本人に会ったときは「本人」を選んでください。", "present", is_doubt=True
        )


def choice_label(key: str, value: str) -> str:
    """How a chosen value is called."""
    return dict(FIELD_OF[key].choices).get(value, value)


def summary_of(visit: ReadVisit) -> str:
    """経過記録の文: what the visit brought, in a few sentences; the rest stands on the visit's own page."""
    parts = ["アセスメント訪問。"]
    for key, words in (
        ("wish_text", "本人の願い「{}」。"),
        ("family_wish_text", "家族の願い「{}」。"),
        ("reaction_words", "ことば「{}」。"),
    ):
        if visit.text(key):
            parts.append(words.format(visit.text(key)))
    if visit.text("reaction"):
        parts.append(f"反応: {choice_label('reaction', visit.text('reaction'))}。")
    if visit.keys("chosen"):
        parts.append("選んだこと: " + "、".join(choice_label("chosen", one) for one in visit.keys("chosen")) + "。")
    if visit.text("next_step"):
        by = f"（{in_short_japanese(visit.next_step_on)}まで）" if visit.next_step_on else ""
        parts.append(f"次: {visit.text('next_step')}{by}。")
    return "".join(parts)


def all_words(values: Mapping[str, Value]) -> str:
    """Everything that was written, field by field: for a note that stands in for a visit that cannot be."""
    lines = []
    for name, known in FIELD_OF.items():
        value = values.get(name, "")
        if not is_empty(value):
            said = "、".join(choice_label(name, one) for one in value) if isinstance(value, tuple) else value.strip()
            lines.append(f"{known.label}: {choice_label(name, said) if known.choices else said}")
    return "\n".join(lines)
