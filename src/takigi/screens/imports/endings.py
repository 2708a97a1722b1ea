"""終わらせる頁の身じたく: what comes back or goes, before it does."""

from typing import Any

from django.urls import reverse

from takigi.components.button import Button, ButtonKind
from takigi.components.confirm import Confirmation
from takigi.people.queries.imports import ImportPage
from takigi.screens.imports.forms import UndoReason
from takigi.screens.imports.page_parts import file_facts


def undo_page(page: ImportPage, form: UndoReason) -> dict[str, Any]:
    """取り込みを取り消す頁."""
    return {
        "heading": "取り込みを取り消す",
        "page": page,
        "facts": file_facts(page),
        "form": form,
        "undo": Button("この取り込みを取り消す", ButtonKind.DANGER),
        "back": reverse("import_page", args=[page.batch_id]),
    }


def discard_page(page: ImportPage) -> dict[str, Any]:
    """取り込みをやめる頁."""
    back = reverse("import_page", args=[page.batch_id])
    happens = ("台帳は変わりません。", "取り込もうとしたことは、監査の記録に残ります。")
    lost = ("読んだ行と、見つかった気をつける点の一覧。", "受け取ったファイルの写し。元のファイルはそのままです。")
    button = Button("取り込みをやめる", ButtonKind.DANGER)
    return {
        "heading": "取り込みをやめる",
        "facts": file_facts(page),
        "confirmation": Confirmation("この取り込みをやめますか", happens, lost, button, back),
        "back": back,
    }
