"""元に戻す頁: what was merged when, and what taking it back does."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.components.button import Button, ButtonKind
from takigi.components.definition_list import DefinitionList, Fact
from takigi.kernel.era_names import in_both_eras
from takigi.people.queries.duplicates import MergeLine
from takigi.screens.duplicates.forms import UndoForm
from takigi.screens.duplicates.lists import GROUND


def undo_page(line: MergeLine, form: UndoForm) -> dict[str, Any]:
    """The page before a merge is taken back."""
    return {
        "heading": "まとめた記録を元に戻す",
        "ground": GROUND,
        "facts": DefinitionList(
            (
                Fact("表示している記録", line.kept_name),
                Fact("まとめた記録", line.absorbed_name),
                Fact("まとめた日", in_both_eras(localtime(line.merged_at).date())),
                Fact("同じ人とした理由", "、".join(line.evidence), line.note),
            )
        ),
        "form": form,
        "save": Button("元の二つの記録に戻す", ButtonKind.DANGER),
        "back": (reverse("merges"), "まとめた記録の一覧へ戻る"),
    }
