"""この日に分かっていたこと: the day of knowledge that a page is asked for."""

from dataclasses import dataclass
from datetime import date

from takigi.components.field import DATE_HELP, Field, FieldKind
from takigi.kernel.eras import UnreadableDate, in_both_eras, read_spoken_date


@dataclass(frozen=True)
class KnownOn:
    """The day asked about; None: what is known now. `error` says why a day could not be taken."""

    day: date | None
    typed: str = ""
    error: str = ""

    @property
    def field(self) -> Field:
        """The field that asks for the day."""
        return Field(
            "known_on",
            "この日に分かっていたことを見る",
            FieldKind.DATE,
            self.typed,
            help=DATE_HELP,
            error=self.error,
            requirement="",
            attributes={"autocomplete": "off"},
        )

    @property
    def words(self) -> str:
        """The day in words, "" when the page shows what is known now."""
        return in_both_eras(self.day) if self.day else ""


def known_on_of(typed: str, *, today: date) -> KnownOn:
    """The day somebody typed; a day that cannot be read leaves the page as it is known now."""
    if not typed.strip():
        return KnownOn(None)
    try:
        day = read_spoken_date(typed, today=today)
    except UnreadableDate as error:
        return KnownOn(None, typed, str(error))
    if day > today:
        return KnownOn(None, typed, "これからの日に分かることは、まだ見られません。今日までの日を書いてください。")
    return KnownOn(day, typed)
