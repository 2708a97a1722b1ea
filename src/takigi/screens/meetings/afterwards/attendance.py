"""出席の画面: who came, at a tap each; who stands on no register gets the chair's reason beside the name."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from takigi.components.button import Button, ButtonKind
from takigi.components.field import Field, FieldKind
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.meetings.actions.attendance import Present, take_attendance
from takigi.meetings.queries.attendance import AttendanceLine, AttendanceSheet, attendance_of
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.rules.words import Capacity, Reply
from takigi.organisations.queries import posts_held
from takigi.organisations.rules import Field as Branch
from takigi.screens.forms import kept
from takigi.screens.meetings.afterwards.pages import (
    GET_OR_POST,
    MeetingForm,
    agency_choices,
    meeting_parts,
    staff_choices,
)
from takigi.screens.render import render_screen

BRANCHES = dict(Branch.choices())
TONES = {Reply.ACCEPTED: Tone.ACTIVE, Reply.DECLINED: Tone.QUIET, Reply.WAITING: Tone.WAITING}


class AttendanceForm(MeetingForm):
    """出席: a row for everybody who was asked or came, and one for whoever came besides."""

    new_staff = forms.ChoiceField(label="ほかに来た職員", required=False, choices=())
    new_name = forms.CharField(label="サインインしない方の名前", required=False, max_length=60)
    new_agency = forms.ChoiceField(label="所属", required=False, choices=())
    new_capacity = forms.ChoiceField(label="立場", choices=Capacity.choices(), initial=Capacity.ADHOC)
    new_reason = forms.CharField(
        label="会長が認めた理由",
        required=False,
        max_length=300,
        help_text="構成員の名簿にない方のときに書きます。",
    )

    def __init__(self, *args: Any, sheet: AttendanceSheet, **more: Any) -> None:
        super().__init__(*args, **more)
        self.sheet = sheet
        self.fields["new_staff"].choices = staff_choices(self.viewer)
        self.fields["new_agency"].choices = agency_choices(self.viewer, empty="なし・わからない")
        for line in sheet.lines:
            came = line.attended if line.attended is not None else line.reply is Reply.ACCEPTED
            self.fields[f"came-{line.key}"] = forms.BooleanField(label=line.name, required=False, initial=came)
            self.fields[f"as-{line.key}"] = forms.ChoiceField(
                label=f"{line.name}さんの立場", choices=Capacity.choices(), initial=line.capacity
            )
            self.fields[f"why-{line.key}"] = forms.CharField(
                label="会長が認めた理由", required=False, max_length=300, initial=line.admit_reason
            )
            self.fields[f"note-{line.key}"] = forms.CharField(
                label="場での様子（観察）", required=False, max_length=300, initial=line.observer_note
            )

    def present(self) -> list[Present]:
        """As the action wants it."""
        typed = self.cleaned_data
        rows = [
            Present(
                invitation_id=line.invitation_id,
                staff_id=line.staff_id,
                person_name="" if line.staff_id else line.name,
                agency_id=line.agency_id,
                attended=typed[f"came-{line.key}"],
                capacity=Capacity(typed[f"as-{line.key}"]),
                admit_reason=typed[f"why-{line.key}"],
                observer_note=typed[f"note-{line.key}"],
            )
            for line in self.sheet.lines
        ]
        if typed["new_staff"] or typed["new_name"].strip():
            rows.append(
                Present(
                    staff_id=int(typed["new_staff"]) if typed["new_staff"] else None,
                    person_name=typed["new_name"],
                    agency_id=int(typed["new_agency"]) if typed["new_agency"] else self._own_agency(typed["new_staff"]),
                    attended=True,
                    capacity=Capacity(typed["new_capacity"]),
                    admit_reason=typed["new_reason"],
                )
            )
        return rows

    def _own_agency(self, staff: str) -> int | None:
        """Where a colleague works today, when nobody chose a place."""
        posts = posts_held(int(staff), on=self.viewer.on) if staff else ()
        return posts[0].agency_id if posts else None

    def rows(self) -> list[tuple[AttendanceLine, Any, Field, Field, Field]]:
        """Each line with its boxes."""
        return [
            (
                line,
                self[f"came-{line.key}"],
                Field.of(self[f"as-{line.key}"], kind=FieldKind.SELECT, requirement=""),
                Field.of(self[f"why-{line.key}"], requirement=""),
                Field.of(self[f"note-{line.key}"], requirement=""),
            )
            for line in self.sheet.lines
        ]

    def besides(self) -> list[Field]:
        """The boxes for whoever came besides."""
        names = ("new_staff", "new_name", "new_agency", "new_capacity", "new_reason")
        return [Field.of(self[name], requirement="") for name in names]


@require_http_methods(GET_OR_POST)
def meeting_attendance(request: Any, meeting_id: uuid.UUID) -> HttpResponse:
    """出席を取る, for those who write the minutes; for everybody else who came from where."""
    head = meeting_head(request.viewer, meeting_id)
    sheet = attendance_of(request.viewer, meeting_id)
    form = AttendanceForm(request.POST or None, viewer=request.viewer, sheet=sheet) if sheet.may_take else None
    if form is not None:
        done = kept(
            request,
            form,
            lambda: take_attendance(by=request.viewer, meeting_id=meeting_id, present=form.present()),
            "出席を記録しました。",
            ("meeting_attendance", meeting_id),
        )
        if done:
            return done
    parts = meeting_parts(request.viewer, head, "meeting_attendance") | {
        "title": "出席",
        "sheet": sheet,
        "form": form if sheet.is_time else None,
        "people": _people(sheet),
        "fields": [(BRANCHES.get(one, one), count) for one, count in sheet.mix.by_field.items()],
        "save": Button("出席を記録する", ButtonKind.PRIMARY),
    }
    return render_screen(request, "meetings/attendance.html", parts, status=422 if form and form.errors else 200)


def _people(sheet: AttendanceSheet) -> Table:
    columns = (Column("名前"), Column("所属"), Column("分野"), Column("立場"), Column("返事"), Column("出席"))
    return Table("招いた人と来た人", columns, tuple(_row(line) for line in sheet.lines), has_hidden_caption=True)


def _row(line: AttendanceLine) -> tuple[Any, ...]:
    came = {True: "出席", False: "欠席", None: "まだ"}[line.attended]
    return (
        line.name,
        line.agency or "―",
        "、".join(BRANCHES.get(one, one) for one in line.fields) or "―",
        line.capacity.label,
        StatusTag(line.reply.label, TONES[line.reply]) if line.reply else "招いていない",
        f"{came}（はじめて）" if line.is_first_time else came,
    )
