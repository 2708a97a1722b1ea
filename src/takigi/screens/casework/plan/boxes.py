"""紙の入力欄: boxes of a sheet as fields of a form, each with what was typed, its mistake and what somebody else wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from takigi.components.button import Button
from takigi.components.error_summary import ErrorSummary, Mistake
from takigi.components.field import Choice, Field, FieldKind

YES_NO = (("yes", "はい"), ("no", "いいえ"))
NOT_YET = ("", "まだ決めていません")


@dataclass(frozen=True)
class Boxes:
    """入力欄をつくる. `post`: where a row's button sends the page, with the id of what it renews."""

    written: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    post: str = ""
    renews: str = ""
    fresh: str = ""
    # Filled as the boxes are made, so that a mistake can be told with the name of its box.
    labels: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, label: str, *, rows: int = 3, hint: str = "") -> Field:
        """A box of several lines."""
        return self._field(name, label, FieldKind.TEXTAREA, help=hint, attributes={"rows": str(rows)})

    def line(self, name: str, label: str, *, hint: str = "", **attributes: str) -> Field:
        """A box of one line."""
        return self._field(name, label, FieldKind.TEXT, help=hint, attributes=attributes)

    def day(self, name: str, label: str, *, hint: str = "例: R8.11.3、11/3") -> Field:
        """A day as it is spoken."""
        return self._field(name, label, FieldKind.DATE, help=hint)

    def count(self, name: str, label: str, *, hint: str = "") -> Field:
        """A number, or nothing while it is not known."""
        return self._field(name, label, FieldKind.NUMBER, help=hint)

    def choice(
        self, name: str, label: str, choices: tuple[tuple[str, str], ...], *, hint: str = "", is_list: bool = False
    ) -> Field:
        """One of several; with the way to leave it open."""
        kind = FieldKind.SELECT if is_list else FieldKind.RADIO
        return self._field(name, label, kind, help=hint, choices=_choices((*choices, NOT_YET)))

    def several(self, name: str, label: str, choices: tuple[tuple[str, str], ...]) -> Field:
        """Any of several."""
        chosen = tuple(word for word in self.written.get(name, "").split(",") if word)
        return self._field(name, label, FieldKind.CHECKBOXES, choices=_choices(choices), value=chosen)

    def _field(self, name: str, label: str, kind: FieldKind, **more: Any) -> Field:
        self.labels[name] = label
        told = self.theirs.get(name)
        if told is not None:
            more["help"] = (
                f"ほかの人は「{told or '（空白）'}」と書きました。この欄には、あなたの書いたものが入っています。"
            )
        attributes = dict(more.pop("attributes", {}))
        if self.fresh and name == self.fresh:
            attributes["autofocus"] = "autofocus"
        value = more.pop("value", self.written.get(name, ""))
        error = self.errors.get(name, "")
        return Field(name, label, kind, value, error=error, requirement="", attributes=attributes, **more)

    def count_of(self, path: str) -> int:
        """How many rows a list has."""
        count = self.written.get(f"{path}-n", "0")
        return int(count) if count.isdecimal() else 0

    def length(self, path: str) -> Field:
        """The hidden box that says how many rows a list has."""
        return Field(f"{path}-n", "", FieldKind.HIDDEN, str(self.count_of(path)))

    def button(self, label: str, asked: str) -> Button:
        """A row more or less: renews the form in place, or the whole page without a script."""
        wired = {"id": f"row-{asked.replace(':', '-')}"}
        if self.post:
            wired |= {"hx-post": self.post, "hx-target": f"#{self.renews}", "hx-swap": "outerHTML"}
        return Button(label, name="row", value=asked, attributes=wired)

    def mistakes(self, *sentences: str) -> ErrorSummary:
        """What is to be put right, each line a way to its box. Asked for after the boxes were made."""
        said = [Mistake(sentence) for sentence in sentences]
        said += [Mistake(f"{self.labels.get(name, '')}: {words}", f"id_{name}") for name, words in self.errors.items()]
        both = "ほかの人も書きかえました。見くらべて、残すほうを書いてください。"
        said += [Mistake(f"{self.labels.get(name, '')}: {both}", f"id_{name}") for name in self.theirs]
        return ErrorSummary(tuple(said))


def _choices(choices: tuple[tuple[str, str], ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in choices)
