"""会議のあとの確かめの画面: what is due, and one item's time since: who is still there, who stopped, whose the case is."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.components.empty_state import EmptyState
from takigi.components.field import Field
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.meetings.actions.follow_ups import Found, check_involvement
from takigi.meetings.queries.follow_ups import DueCheck, FollowUpPage, due_checks, follow_up_page
from takigi.meetings.rules.follow_ups import Involvement, OwnerFound
from takigi.screens.forms import kept
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    agency_choices,
    form_page,
    long_text,
    plain_parts,
)
from takigi.screens.meetings.afterwards.promise_rows import short
from takigi.screens.meetings.afterwards.promises import back_to_desk
from takigi.screens.render import render_screen

OWNER_TONES = {
    OwnerFound.SAME: Tone.DONE,
    OwnerFound.STATION: Tone.ALERT,
    OwnerFound.OTHER: Tone.WAITING,
    OwnerFound.IN_FACT: Tone.ALERT,
}


@require_safe
def involvement_checks(request: Any) -> HttpResponse:
    """確かめの期限が来ているもの."""
    columns = (Column("議題"), Column("会議の日"), Column("どの確かめ"), Column("確かめる日"), Column("いまの主担当"))
    nothing = EmptyState(
        "いま、確かめの日が来ているものはありません", "会議の30日・90日・180日あとに、ここに並びます。"
    )
    table = Table(
        "確かめの一覧",
        columns,
        tuple(_due(one) for one in due_checks(request.viewer)),
        empty=nothing,
        has_hidden_caption=True,
    )
    parts = plain_parts(request.viewer) | {
        "title": "その後の確かめ",
        "heading": "その後の確かめ",
        "back": back_to_desk(),
        "lead": "会議で決まった関わりが続いているか、主担当は変わっていないかを、30日・90日・180日に見ます。",
        "tables": [("確かめの日が来ているもの", table)],
    }
    return render_screen(request, "meetings/my_promises.html", parts)


def _due(one: DueCheck) -> tuple[object, ...]:
    link = Link(one.heading, reverse("item_after", args=[one.item_id]))
    return (
        link,
        short(one.held_on),
        f"{one.days}日",
        short(one.due_on),
        f"{one.owner}（自分）" if one.is_mine else one.owner,
    )


class CheckForm(MeetingForm):
    """関わりの確かめ: each agency in one choice and a word."""

    is_elsewhere = forms.BooleanField(label="名前は主担当のままだが、実際はほかの機関が担っている", required=False)
    another = forms.ChoiceField(label="ほかに関わっている機関", required=False, choices=())
    another_finding = forms.ChoiceField(label="そのようす", required=False, choices=Involvement.choices())
    note = long_text("気づいたこと", rows=2)

    def __init__(self, *args: Any, page: FollowUpPage, **more: Any) -> None:
        super().__init__(*args, **more)
        self.page = page
        self.fields["another"].choices = agency_choices(self.viewer, empty="なし")
        for helper in page.helpers:
            self.fields[f"how-{helper.agency_id}"] = forms.ChoiceField(
                label=helper.agency, choices=Involvement.choices(), widget=forms.RadioSelect
            )
            self.fields[f"word-{helper.agency_id}"] = forms.CharField(
                label=f"{helper.agency}のようす（一言）", required=False, max_length=200
            )
        self.order_fields(
            [name for name in self.fields if "-" in name] + ["another", "another_finding", "is_elsewhere", "note"]
        )

    def found(self) -> list[Found]:
        """As the action wants it."""
        typed = self.cleaned_data
        rows = [
            Found(one.agency_id, Involvement(typed[f"how-{one.agency_id}"]), typed[f"word-{one.agency_id}"])
            for one in self.page.helpers
        ]
        if typed["another"]:
            rows.append(Found(int(typed["another"]), Involvement(typed["another_finding"])))
        return rows

    def boxes(self) -> list[Field]:
        """The fields as the page prints them."""
        return [Field.of(self[name]) for name in self.fields]


@require_http_methods(GET_OR_POST)
def item_after(request: Any, item_id: uuid.UUID) -> HttpResponse:
    """一つの議題の、その後. The first check that is due is the one that is written."""
    page = follow_up_page(request.viewer, item_id)
    due = next((one for one in page.checks if one.is_due(request.viewer.on)), None)
    form = CheckForm(request.POST or None, viewer=request.viewer, page=page) if due else None
    if form is not None and due is not None:
        done = kept(
            request,
            form,
            lambda: check_involvement(
                by=request.viewer,
                item_id=item_id,
                days=due.days,
                found=form.found(),
                is_elsewhere_in_fact=form.cleaned_data["is_elsewhere"],
                note=form.cleaned_data["note"],
            ),
            f"{due.days}日の確かめを記録しました。",
            ("item_after", item_id),
        )
        if done:
            return done
    parts = plain_parts(request.viewer) | {
        "back": (reverse("involvement_checks"), "その後の確かめへ戻る"),
        "about": page.heading,
        "page": page,
        "due": due,
        "owner": StatusTag(page.owner_standing.label, OWNER_TONES[page.owner_standing]),
        "checks": [(one, in_both_eras(one.due_on), one.is_due(request.viewer.on)) for one in page.checks],
        "helpers": _helpers(page),
        "made": [(one, StatusTag(one.owner_found.label, OWNER_TONES[one.owner_found])) for one in page.made],
    }
    title = f"{due.days}日の確かめ" if due else "その後"
    return form_page(
        request,
        form or MeetingForm(viewer=request.viewer),
        parts,
        title=title,
        save="確かめたことを記録する",
        template="meetings/item_after.html",
    )


def _helpers(page: FollowUpPage) -> Table:
    days = [one.days for one in page.made]
    columns = (Column("機関"), Column("引き受けたこと"), *(Column(f"{day}日") for day in days))
    rows = []
    for helper in page.helpers:
        by_day = {day: (finding.label, note) for day, finding, note in helper.findings}
        cells = [_found(by_day.get(day)) for day in days]
        rows.append((helper.agency, "、".join(helper.promised) or "―", *cells))
    empty = EmptyState("引き受けた機関はまだありません", "会議の約束が引き受けられると、ここに並びます。")
    return Table("関わることになった機関", columns, tuple(rows), empty=empty, has_hidden_caption=True)


def _found(told: tuple[str, str] | None) -> str:
    if told is None:
        return "―"
    return f"{told[0]}（{told[1]}）" if told[1] else told[0]
