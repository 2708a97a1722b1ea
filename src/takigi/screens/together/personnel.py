"""年度替わりの画面: who leaves with what in hand, the next person a row or all at once, confirmed once; an agency that ends."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.relations import Relation
from takigi.casework.actions.personnel import NextHolder, hand_over_prevention, take_back_handover
from takigi.casework.queries.personnel import Holder, PreventionInHand, handed_today, prevention_in_hand
from takigi.casework.rules.states import CaseRefused
from takigi.collaboration.queries.choices import AgencyChoice, agencies_to_ask, people_at
from takigi.collaboration.queries.personnel import (
    AgencyInChange,
    CaseInHand,
    Leaver,
    RoleInHand,
    leavers,
    soon_gone,
    town_in_change,
)
from takigi.collaboration.rules.words import RoleStatus
from takigi.components.button import Button, ButtonKind
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
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
from takigi.screens.together.prevention_handing import (
    PreventionRow,
    check_told,
    handed_row,
    next_holders,
    prevention_fields,
    prevention_row,
)

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
    prevention: tuple[PreventionRow, ...]
    count: int
    has_successors: bool


class HandingForm(CaseForm):
    """次の人: one choice for each row, and one for each leaver that stands where the row says nothing."""

    def __init__(
        self,
        *args: Any,
        groups: list[tuple[Leaver, tuple[PromiseInHand, ...]]],
        prevention: Mapping[Holder, tuple[PreventionInHand, ...]],
        people: dict[int, list[tuple[int, str]]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.rows: list[list[tuple[str, str, str]]] = []
        self.prevention: list[tuple[PreventionInHand, ...]] = []
        for number, (leaver, promises) in enumerate(groups):
            colleagues = [one for one in people[leaver.agency_id] if one[0] != leaver.staff_id]
            choices = [(str(pk), name) for pk, name in colleagues]
            label = f"{leaver.name or '担当者のいないもの'}の全部を"
            self.fields[f"all-{number}"] = _choice(label, [("", "一行ずつ選ぶ"), *choices])
            lines = [*map(_case_row, leaver.cases), *map(_role_row, leaver.roles), *map(_promise_row, promises)]
            for name, kind, words in lines:
                self.fields[name] = _choice(f"{kind} {words}の次の人", [NOBODY, *choices])
            self.rows.append(lines)
            own = prevention.get((leaver.agency_id, leaver.staff_id), ())
            self.fields |= prevention_fields(own, [NOBODY, *choices])
            self.prevention.append(own)
        self.fields["note"] = forms.CharField(
            label="どの引き継ぎにも添える言葉",
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="どのケースの引き継ぎにも残ります。つながりのケースを引き継ぐときは、要ります。名前は書きません。例: 4月の異動により。経過と約束は各ケースのページに。",
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

    def clean(self) -> dict[str, Any]:
        """Nobody's case goes on without a word."""
        typed = super().clean() or {}
        for number, own in enumerate(self.prevention):
            check_told(self, own, next_holders(own, typed, typed.get(f"all-{number}", ""), typed.get("note", "")))
        return typed

    def prevention_handing(self) -> dict[uuid.UUID, NextHolder]:
        """個別支援: the next person of each case, with the words for this one and those for all."""
        typed = self.cleaned_data
        return {
            case_id: one
            for number, own in enumerate(self.prevention)
            for case_id, one in next_holders(own, typed, typed[f"all-{number}"], typed["note"]).items()
        }


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
    form = _form(request, found)
    if found and form.is_valid():
        with refusals_on(form):
            count = _hand_over(viewer, form)
            messages.success(request, f"{count}件を引き継ぎました。主担当の機関は替わりません。")
            return redirect("personnel_changes")
    is_secretary = viewer.has_duty(Duty.SECRETARIAT)
    today = handed_today(viewer)
    named = today or any(form.prevention)
    context = {
        "heading": "年度替わりの引き継ぎ",
        "tabs": desk_tabs(viewer, "personnel_changes"),
        "ground": GroundLine((Relation.OWN_SUP.reason,)) if named else "",
        "form": form,
        "groups": [_group(viewer, form, number, one) for number, one in enumerate(found)],
        "none": "" if found or is_secretary else NONE_LEAVES,
        "town": _town(town_in_change(viewer)) if is_secretary else "",
        "reorganise": reverse("agency_reorganise") if is_secretary else "",
        "save": Button("まとめて引き継ぐ", ButtonKind.PRIMARY),
        "handed": [handed_row(viewer, one) for one in today],
        "take_back": Button("元に戻す"),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/personnel.html", context, status=422 if form.errors else 200)


def _form(request: Any, found: list[Leaver]) -> HandingForm:
    viewer = request.viewer
    promised = promises_in_hand(viewer, [(one.agency_id, one.staff_id) for one in found if one.staff_id])
    agencies = {one.agency_id for one in found}
    gone = soon_gone(viewer, agencies)
    return HandingForm(
        request.POST or None,
        viewer=viewer,
        groups=[(one, promised.get((one.agency_id, one.staff_id or 0), ())) for one in found],
        prevention=prevention_in_hand(viewer, [(one.agency_id, one.staff_id) for one in found if one.prevention]),
        people={
            agency: [one for one in people_at(viewer, agency) if (agency, one[0]) not in gone] for agency in agencies
        },
    )


@transaction.atomic
def _hand_over(viewer: Viewer, form: HandingForm) -> int:
    """Both kinds of cases, all of it or none."""
    prevention, handing = form.prevention_handing(), form.handing()
    count = hand_over_prevention(by=viewer, cases=prevention)
    if handing.cases or handing.roles or handing.promises or not prevention:
        count += hand_over(by=viewer, handing=handing)
    return count


@require_POST
def personnel_take_back(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """きょうの引き継ぎを元に戻す."""
    try:
        take_back_handover(by=request.viewer, case_id=case_id)
        messages.success(request, "元に戻しました。まちがえたことも、担当の履歴に残ります。")
    except CaseRefused as refused:
        messages.warning(request, str(refused))
    return redirect("personnel_changes")


def _group(viewer: Viewer, form: HandingForm, number: int, leaver: Leaver) -> Group:
    prevention = tuple(prevention_row(form, one, viewer) for one in form.prevention[number])
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
        prevention,
        len(rows) + len(prevention),
        len(form.fields[f"all-{number}"].choices) > 1,
    )


def _town(lines: list[AgencyInChange]) -> Table:
    """機関ごとの数. Who goes on with a case is decided where the case is."""
    columns = (
        Column("機関"),
        Column("離れる人", is_number=True),
        Column("個別支援", is_number=True),
        Column("つながりのケース", is_number=True),
        Column("役割", is_number=True),
        Column("引き継ぐ監督者"),
    )
    rows = tuple(
        (
            one.agency_name,
            one.people,
            one.prevention,
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
        "explanation": "続いている個別支援とつながりのケース・役割・約束のすべてが、引き継ぐ機関のものになります。一緒に移る人は担当のまま、ほかは引き継ぐ機関の監督者が次の人を決めます。本人の同意は機関を名指ししているので、引き継ぐ機関について取りなおしてください。",
    }
    return render_screen(request, "together/beside_form.html", context, status=422 if form.errors else 200)
