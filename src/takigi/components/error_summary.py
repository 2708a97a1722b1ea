"""入力の確認: what to correct, said once at the top, each line a way to its field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.forms import BaseForm, FileInput, PasswordInput

from takigi.components.base import Component

FORGOTTEN = (PasswordInput, FileInput)


@dataclass(frozen=True)
class Mistake:
    """直すところ: a sentence and the id of the field it speaks of ("" for the whole form)."""

    sentence: str
    field_id: str = ""


@dataclass(frozen=True)
class ErrorSummary(Component):
    """入力の確認. Takes the focus when the page opens; prints nothing when there is nothing to correct."""

    template_name: ClassVar[str] = "components/error_summary.html"

    mistakes: tuple[Mistake, ...]
    # A browser never fills in a password or a file again, so that then nothing is promised.
    is_kept: bool = True

    @classmethod
    def of(cls, form: BaseForm) -> "ErrorSummary":
        """Every error of a Django form, in the order of its fields; what belongs to no field comes first."""
        mistakes = [Mistake(str(sentence)) for sentence in form.non_field_errors()]
        for bound in form:
            mistakes += [Mistake(f"{bound.label}: {sentence}", bound.auto_id) for sentence in bound.errors]
        forgets = any(isinstance(bound.field.widget, FORGOTTEN) for bound in form)
        return cls(tuple(mistakes), is_kept=not forgets)

    @classmethod
    def examples(cls) -> Iterator["ErrorSummary"]:
        yield cls((Mistake("訪問した日: 「R8.13.3」は日付として読めません。月は1から12です。", "ex-visited"),))
        yield cls(
            (
                Mistake("始まりの日が終わりの日より後になっています。どちらかを直してください。"),
                Mistake("氏名: 氏名を書いてください。分からないときは「不明」と書けます。", "ex-name"),
            )
        )
        yield cls(())
