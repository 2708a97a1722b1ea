"""下書きの様子: whether what was typed is safe, where the eye is. All sentences stand in the page; a script only switches between them.

For the script: set `data-state` of the element with `data-draft` to empty, saving, saved or kept, and write the time into the
one with `data-draft-time`; names of others go into `data-draft-others`, and `data-shared` says whether there are any.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from takigi.components.base import Component


class DraftState(StrEnum):
    """Nothing typed; on its way; safe with us; only on this device."""

    EMPTY = "empty"
    SAVING = "saving"
    SAVED = "saved"
    KEPT = "kept"


@dataclass(frozen=True)
class SavedDraft(Component):
    """下書きの様子. `clock` is the time of the last saving as it is read (「14:32」), `others` who else writes in it."""

    template_name: ClassVar[str] = "components/saved_draft.html"

    state: DraftState = DraftState.EMPTY
    clock: str = ""
    others: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        return "、".join(f"{name}さん" for name in self.others)

    @classmethod
    def examples(cls) -> Iterator["SavedDraft"]:
        yield cls()
        yield cls(DraftState.SAVING, "14:31")
        yield cls(DraftState.SAVED, "14:32")
        yield cls(DraftState.KEPT, "14:32")
        yield cls(DraftState.SAVED, "14:32", ("𠮷野 髙子", "勅使河原 﨑右衛門左衛門"))
