"""見くらべの頁: two records beside each other, and what may be decided about them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from takigi.components.button import Button, ButtonKind
from takigi.components.side_by_side import Pair, SideBySide
from takigi.kernel.codes import SEX
from takigi.kernel.folding import fold_kana, fold_name
from takigi.people.queries.duplicates import Row, side_by_side
from takigi.people.queries.duplicates import SideBySide as Compared
from takigi.screens.duplicates.forms import MergeForm, TellApartForm
from takigi.screens.duplicates.lists import GROUND
from takigi.screens.people.results import person_table
from takigi.screens.render import render_screen


def pair_screen(
    request: Any, one_id: uuid.UUID, other_id: uuid.UUID, merge: MergeForm, apart: TellApartForm
) -> HttpResponse:
    """The page for a pair, with the forms as they were filled in."""
    pair = side_by_side(request.viewer, one_id, other_id)
    if pair.one.person_id == pair.other.person_id:
        messages.info(request, "この二つの記録は、もう一人の記録としてまとめられています。")
        return redirect("person", pair.one.person_id)
    ids = [one_id, other_id]
    if not merge.is_bound:
        merge.initial = {"kept": "one", "evidence": sorted(one.value for one in pair.evidence)}
    context = {
        "heading": "二つの記録を見くらべる",
        "ground": GROUND,
        "compared": dress_pair(pair),
        "agree": sorted(one.label for one in pair.evidence),
        "records": person_table(request.viewer, (pair.one, pair.other), "二つの記録"),
        "merge": merge,
        "apart": apart,
        "merge_url": reverse("duplicate_merge", args=ids),
        "apart_url": reverse("duplicate_not_same", args=ids),
        "merge_button": Button("同じ人としてまとめる", ButtonKind.PRIMARY),
        "apart_button": Button("別の人と決める"),
    }
    return render_screen(request, "duplicates/pair.html", context)


def dress_pair(pair: Compared) -> SideBySide:
    """The comparison; of names that only look different, that much is said."""
    return SideBySide("くらべた結果", ("左の記録", "右の記録"), tuple(map(_line, pair.rows)))


def _line(row: Row) -> Pair:
    if row.label == "性別":
        return Pair(row.label, *(SEX.label(value) if value else "" for value in (row.one, row.other)))
    return Pair(row.label, row.one, row.other, _verdict(row))


def _verdict(row: Row) -> str:
    if row.agrees or not (row.one and row.other):
        return ""
    if row.label == "氏名" and fold_name(row.one) == fold_name(row.other):
        return "字体だけちがう"
    if row.label == "カナ" and fold_kana(row.one) == fold_kana(row.other):
        return "読みは同じ"
    return ""
