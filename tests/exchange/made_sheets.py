"""見本の帳票: sheets of invented people, as they are, empty, with far too much text, and with far too many rows."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime

from takigi.casework import sheets
from takigi.exchange.forms.imprint import Imprint
from takigi.kernel.eras import PartialDate
from tests.exchange.made_case_sheets import EVALUATION, HANDOVER, NOTES, VISIT
from tests.exchange.made_course_sheets import END_REPORT, EXTENSION, INDIVIDUAL_PLAN, MEASUREMENTS, SESSIONS
from tests.exchange.made_plans import BASIC, PLAN

IMPRINT = Imprint(
    city="薪野市",
    centre="中央地域包括支援センター",
    printed_at=datetime(2026, 11, 23, 9, 5),  # noqa: DTZ001  # the town's own time, as it is printed
    printed_by="見本 花子",
)
# What is a code, a number or a day stays as it is when texts grow.
KEPT = {
    "verdict",
    "insurer_no",
    "insured_no",
    "sex",
    "plan_kind",
    "plan_stage",
    "certification_state",
    "support_level",
    "consulted_by",
    "visit_count",
    "whereabouts",
    "physical_independence",
    "dementia_independence",
    "care_level",
    "previous_care_level",
    "housing",
    "course",
    "decision",
    "next_services",
    "title",
}
LONG = (
    "髙﨑𠮷江さんは、町内の体操の会に二十年つづけて通い、朝は畑、昼は近所の人とお茶、夕方は犬と川べりを歩いていました。"
    "転んで手首を折ってからは「もう年だから」と外に出なくなり、長女が週末に買い物をしています。"
)
UNBROKEN = "https://www.example.jp/" + "abcdefghij0123456789" * 4
VERY_LONG = LONG * 3 + UNBROKEN + "\n" + LONG * 2


# Names and numbers are as long as the register lets them be.
SHORT = {
    "name",
    "kana",
    "phone",
    "fax",
    "ref_no",
    "hour",
    "room_floor",
    "vitals",
    "called",
    "speaker",
    "unit",
    "change",
}
LONG_NAME = "髙﨑𠮷江・マリア・デ・ロス・アンヘレス・フェルナンデス・ゴンサレス abcdefghijklmnopqrstuvwxyz0123456789"

# What only 利用者基本情報 shows of a person; the other forms show the name and the number.
HEAD = {"kana", "address", "phone"}


def is_kept(name, value):
    """Whether the field holds codes, or the days of measuring (which a plan's field of the same name does not)."""
    return name in KEPT or (name == "points" and isinstance(value, tuple))


def stretched(value, text=VERY_LONG):
    """The same sheet with far too much text in every box."""
    if isinstance(value, tuple):
        return tuple(stretched(one, text) for one in value)
    if isinstance(value, str):
        return text
    if not is_dataclass(value) or isinstance(value, PartialDate):
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    return replace(
        value,
        **{
            name: stretched(part, LONG_NAME if name in SHORT else text)
            for name, part in parts.items()
            if not is_kept(name, part)
        },
    )


def multiplied(value, times=12):
    """The same sheet with every list many times as long."""
    if isinstance(value, tuple):
        return tuple(one if isinstance(one, tuple) else multiplied(one, 3) for one in value) * times
    if not is_dataclass(value) or isinstance(value, PartialDate):
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    still = {"values", "columns", "person"}
    return replace(
        value,
        **{
            name: multiplied(part, times)
            for name, part in parts.items()
            if name not in still and not is_kept(name, part)
        },
    )


def marked(sheet):
    """The same sheet with a mark of its own at both ends of every text, and the marks."""
    marks = []
    # A unit stands behind numbers only, never behind a word such as 実施せず.
    unseen = {"unit"} if isinstance(sheet, sheets.BasicSheet) else {"unit", *HEAD}

    def mark(value, name=""):
        if is_kept(name, value) or name in unseen:
            return value
        if isinstance(value, tuple):
            return tuple(mark(one) for one in value)
        if isinstance(value, str):
            marks.extend((f"始{len(marks):03}あ", f"終{len(marks):03}ん"))
            return f"{marks[-2]}{LONG if name not in SHORT else ''}{marks[-1]}"
        if not is_dataclass(value) or isinstance(value, PartialDate):
            return value
        return replace(value, **{f.name: mark(getattr(value, f.name), f.name) for f in fields(value)})

    return mark(sheet), marks


TYPICAL = {
    "plan": PLAN,
    "basic": BASIC,
    "evaluation": EVALUATION,
    "notes": NOTES,
    "visit": VISIT,
    "individual_plan": INDIVIDUAL_PLAN,
    "sessions": SESSIONS,
    "measurements": MEASUREMENTS,
    "end_report": END_REPORT,
    "extension": EXTENSION,
    "handover": HANDOVER,
}


def empty(sheet):
    """A sheet of the same kind about which nothing is known yet."""
    kind = type(sheet)
    return kind() if kind is sheets.HandoverPack else kind(person=sheets.SheetPerson())
