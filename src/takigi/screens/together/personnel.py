"""年度替わりの画面: who leaves with what in hand, the next person a row or all at once, confirmed once; an agency that ends."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted, Viewer
from takigi.collaboration.queries.choices import AgencyChoice, agencies_to_ask, people_at
from takigi.collaboration.queries.personnel import (
    AgencyInChange,
    CaseInHand,
    Leaver,
    RoleInHand,
    leavers,
    town_in_change,
)
from takigi.collaboration.rules.words import RoleStatus
from takigi.components.button import Button, ButtonKind
from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.meetings.actions.personnel import Handing, hand_over, reorganise_agency
from takigi.meetings.queries.personnel import PromiseInHand, promises_in_hand
from takigi.organisations.rules import Duty
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen
from takigi.screens.together.desk import desk_tabs
from takigi.screens.together.forms import agency_choices

GET_OR_POST = ["GET", "HEAD", "POST"]
NOBODY = ("", "まだ決めない")
NONE_LEAVES = EmptyState(
    "引き継ぎを待つ人はいません",
    "2か月以内に配属が終わる人と、もう離れた人の、続いているケース・役割・約束がここに並びます。",
)


@dataclass(frozen=True)
class Row:
    """一行: what is in hand, and the field that says who goes on with it."""

    kind: str
    words: str
    field: Any


@dataclass(frozen=True)
class Group:
    """一人分: the person, what they leave behind, and one field for all of it."""

    leaver: Leaver
    heading: str
    when: str
    tag: StatusTag
    all_of_it: Any
    rows: tuple[Row, ...]
    has_successors: bool


class HandingForm(CaseForm):
    """次の人: one choice for each row, and one for each leaver that stands where the row says nothing."""

    def __init__(
        self,
        *args: Any,
        groups: list[tuple[Leaver, tuple[PromiseInHand, ...]]],
        people: dict[int, list[tuple[int, str]]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.rows: list[list[tuple[str, str, str]]] = []
        for number, (leaver, promises) in enumerate(groups):
            colleagues = [one for one in people[leaver.agency_id] if one[0] != leaver.staff_id]
            choices = [(str(pk), name) for pk, name in colleagues]
            label = f"{leaver.name or '担当者のいないもの'}の全部を"
            self.fields[f"all-{number}"] = _choice(label, [("", "一行ずつ選ぶ"), *choices])
            lines = [*map(_case_row, leaver.cases), *map(_role_row, leaver.roles), *map(_promise_row, promises)]
            for name, kind, words in lines:
                self.fields[name] = _choice(f"{kind} {words}の次の人", [NOBODY, *choices])
            self.rows.append(lines)
        self.fields["note"] = forms.CharField(
            label="次の人に伝えること",
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="どのケースの引き継ぎにも残ります。名前は書きません。例: 4月の異動により。経過と約束は各ケースのページに。",
        )
        self.order_fields(["note"])

    def handing(self) -> Handing:
        """As the action wants it: a row's own answer before the one for all."""
        typed = self.cleaned_data
        found: dict[str, dict[uuid.UUID, int]] = {"case": {}, "role": {}, "promise": {}}
        for number, lines in enumerate(self.rows):
            for name, _, _ in lines:
                chosen = typed[name] or typed[f"all-{number}"]
                if chosen:
                    kind, _, key = name.partition("-")
                    found[kind][uuid.UUID(key)] = int(chosen)
        return Handing(found["case"], found["role"], found["promise"], typed["note"])


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "field-control"})
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)


def _case_row(one: CaseInHand) -> tuple[str, str, str]:
    return f"case-{one.case_id}", "ケース", f"{one.case_no}（{one.state.label}）"


def _role_row(one: RoleInHand) -> tuple[str, str, str]:
    waits = "。返事待ち" if one.status is RoleStatus.REQUESTED else ""
    return f"role-{one.role_id}", "役割", f"ケース {one.case_no}の{one.kind.label}{waits}"


def _promise_row(one: PromiseInHand) -> tuple[str, str, str]:
    return f"promise-{one.promise_id}", "約束", f"{one.what}（{in_short_japanese(one.due_on)}まで）"


@require_http_methods(GET_OR_POST)
def personnel_changes(request: Any) -> HttpResponse:
    """年度替わり: of the agencies one supervises, row by row; the secretariat sees numbers by agency."""
    viewer: Viewer = request.viewer
    found = leavers(viewer)
    promised = promises_in_hand(viewer, [(one.agency_id, one.staff_id) for one in found if one.staff_id])
    groups = [(one, promised.get((one.agency_id, one.staff_id or 0), ())) for one in found]
    gone = {one.staff_id for one in found}
    people = {
        agency: [one for one in people_at(viewer, agency) if one[0] not in gone]
        for agency in {one.agency_id for one in found}
    }
    form = HandingForm(request.POST or None, viewer=viewer, groups=groups, people=people)
    if found and form.is_valid():
        with refusals_on(form):
            count = hand_over(by=viewer, handing=form.handing())
            messages.success(request, f"{count}件を引き継ぎました。主担当の機関は替わりません。")
            return redirect("personnel_changes")
    context = {
        "heading": "年度替わりの引き継ぎ",
        "tabs": desk_tabs(viewer, "personnel_changes"),
        "form": form,
        "groups": [
            _group(form, number, one, has_successors=bool(people[one.agency_id])) for number, one in enumerate(found)
        ],
        "none": "" if found or viewer.has_duty(Duty.SECRETARIAT) else NONE_LEAVES,
        "town": _town(town_in_change(viewer)) if viewer.has_duty(Duty.SECRETARIAT) else "",
        "reorganise": reverse("agency_reorganise") if viewer.has_duty(Duty.SECRETARIAT) else "",
        "save": Button("まとめて引き継ぐ", ButtonKind.PRIMARY),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/personnel.html", context, status=422 if form.errors else 200)


def _group(form: HandingForm, number: int, leaver: Leaver, *, has_successors: bool) -> Group:
    rows = tuple(Row(kind, words, form[name]) for name, kind, words in form.rows[number])
    if leaver.staff_id is None:
        when, tag = "担当者がまだ決まっていません。", StatusTag("担当者を決める", Tone.NEXT)
    elif leaver.has_left:
        when = "この機関での閲覧は終わり、用事は監督者に届いています。"
        tag = StatusTag("離れました", Tone.NEXT)
    else:
        when = f"{in_both_eras(leaver.leaves_on)}から、この機関の記録は見られなくなります。用事はその日に監督者に届きます。"
        tag = StatusTag("離れる予定", Tone.WAITING)
    return Group(
        leaver,
        leaver.name or "担当者のいないもの",
        when,
        tag,
        form[f"all-{number}"],
        rows,
        has_successors,
    )


def _town(lines: list[AgencyInChange]) -> Table:
    """機関ごとの数. Who goes on with a case is decided where the case is."""
    columns = (
        Column("機関"),
        Column("離れる人", is_number=True),
        Column("ケース", is_number=True),
        Column("役割", is_number=True),
        Column("引き継ぐ監督者"),
    )
    rows = tuple(
        (
            one.agency_name,
            one.people,
            one.cases,
            one.roles,
            "います" if one.has_supervisor else StatusTag("いません。管理の担当に配属を頼んでください", Tone.ALERT),
        )
        for one in lines
    )
    return Table("機関ごとの引き継ぎ待ち", columns, rows, NONE_LEAVES, has_hidden_caption=True)


class ReorganiseForm(CaseForm):
    """機関の統合・分割: which agency ends, which one goes on, and why."""

    from_agency = forms.ChoiceField(label="なくなる機関", choices=())
    to_agency = forms.ChoiceField(label="引き継ぐ機関", choices=(), help_text="ステーションは選べません。")
    reason = forms.CharField(
        label="いきさつ", widget=forms.Textarea(attrs={"rows": 3}), help_text="どのケースの経過にも残ります。"
    )

    def __init__(self, *args: Any, agencies: list[AgencyChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        own = [one for one in agencies if not one.is_station]
        self.fields["from_agency"].choices = [("", "選んでください"), *agency_choices(own)]
        self.fields["to_agency"].choices = [("", "選んでください"), *agency_choices(own)]


@require_http_methods(GET_OR_POST)
def agency_reorganise(request: Any) -> HttpResponse:
    """機関の統合・分割, by the secretariat: nobody's case is left with an agency that is no more."""
    viewer: Viewer = request.viewer
    if not (viewer.may_read_persons and viewer.has_duty(Duty.SECRETARIAT)):
        raise NotPermitted("機関の統合・分割によるケースの引き継ぎは、会議の事務局が行います。")
    form = ReorganiseForm(request.POST or None, viewer=viewer, agencies=agencies_to_ask(viewer))
    if form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            cases, roles, promises = reorganise_agency(
                by=viewer,
                from_agency_id=int(typed["from_agency"]),
                to_agency_id=int(typed["to_agency"]),
                reason=typed["reason"],
            )
            messages.success(
                request,
                f"ケース{cases}件、役割{roles}件、約束{promises}件を引き継ぎました。前の主担当の履歴は残ります。",
            )
            return redirect("personnel_changes")
    context = {
        "title": "機関の統合・分割",
        "form": form,
        "save": Button("引き継ぐ", ButtonKind.PRIMARY),
        "back": (reverse("personnel_changes"), "年度替わりの引き継ぎへ戻る"),
        "explanation": "続いているケース・役割・約束のすべてが、引き継ぐ機関のものになります。一緒に移る人は担当のまま、ほかは引き継ぐ機関の監督者が次の人を決めます。本人の同意は機関を名指ししているので、引き継ぐ機関について取りなおしてください。",
    }
    return render_screen(request, "together/beside_form.html", context, status=422 if form.errors else 200)
