"""開く前の確かめ: who will see what, on which ground, until when; then class by class with its necessity."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.information import Information
from takigi.components.button import Button, ButtonKind
from takigi.components.field import Field
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.meetings.actions.disclosures import close_class, open_classes, write_material
from takigi.meetings.queries.agenda import items_of
from takigi.meetings.queries.invited import Preview, Seen, preview_of
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.rules.seating import Hindrance
from takigi.screens.forms import kept, refusals_on
from takigi.screens.meetings.afterwards.pages import GET_OR_POST, MeetingForm, form_page, long_text
from takigi.screens.meetings.desk import head_parts, moment
from takigi.screens.meetings.forms import ReasonForm
from takigi.screens.render import render_screen

# Whoever is invited asks inside the own agency first: what names nobody is chosen beforehand.
BRIEF_FIRST = "招いた機関が、会議の前に中で考えてこられるように"
MENDABLE = frozenset({Hindrance.WAITING, Hindrance.NO_OATH})


class OpenForm(MeetingForm):
    """開く区分と、なぜ必要か."""

    def __init__(self, *args: Any, preview: Preview, **more: Any) -> None:
        super().__init__(*args, **more)
        self.openable = [one for one in preview.classes if one.basis is not None and not one.is_open]
        for one in self.openable:
            key, is_brief = one.info_class.value, one.info_class is Information.DEID
            self.fields[f"open-{key}"] = forms.BooleanField(
                label=f"{one.info_class.label}（根拠: {one.basis.label}）", required=False, initial=is_brief
            )
            self.fields[f"why-{key}"] = forms.CharField(
                label=f"「{one.info_class.label}」が、この議題でなぜ必要か",
                required=False,
                max_length=300,
                initial=BRIEF_FIRST if is_brief else "",
            )

    def pairs(self) -> list[tuple[Field, Field]]:
        """Each class with the place for its necessity."""
        return [
            (
                Field.of(self[f"open-{one.info_class.value}"], requirement=""),
                Field.of(self[f"why-{one.info_class.value}"], requirement="開くときに書きます"),
            )
            for one in self.openable
        ]

    def notes(self) -> dict[Information, str]:
        """As the action wants them."""
        typed = self.cleaned_data
        return {
            one.info_class: typed[f"why-{one.info_class.value}"]
            for one in self.openable
            if typed[f"open-{one.info_class.value}"]
        }


@require_http_methods(GET_OR_POST)
def meeting_open(request: Any, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """開く情報を選ぶ."""
    viewer = request.viewer
    preview = preview_of(viewer, item_id)
    if preview.meeting_id != meeting_id:
        raise Http404
    form = OpenForm(request.POST or None, viewer=viewer, preview=preview)
    if form.is_valid():
        with refusals_on(form):
            opened = open_classes(by=viewer, item_id=item_id, notes=form.notes())
            messages.success(request, f"{'、'.join(one.label for one in opened)}を開きました。")
            return redirect("meeting_open", meeting_id, item_id)
    parts = head_parts(viewer, meeting_head(viewer, meeting_id)) | {
        "title": "だれに何が見えるか",
        "preview": preview,
        "closes": moment(preview.closes_at) if preview.closes_at else "",
        "table": _table(preview),
        "refused": [(one.info_class.label, one.refusal) for one in preview.classes if one.refusal],
        "opened": [
            (one, reverse("meeting_close_class", args=[meeting_id, item_id, one.info_class.value]))
            for one in preview.classes
            if one.is_open
        ],
        "form": form,
        "pairs": form.pairs(),
        "save": Button("選んだ区分を開く", ButtonKind.PRIMARY),
    }
    return render_screen(request, "meetings/open.html", parts, status=422 if form.errors else 200)


def _table(preview: Preview) -> Table:
    columns = (
        Column("招いた人"),
        *(Column(one.info_class.label) for one in preview.classes),
        Column("いま足りないこと"),
    )
    rows = tuple(
        (
            f"{one.name}（{one.agency_name or one.capacity.label}）",
            *(_word(one, sees=sees) for sees in one.shown),
            one.hindrance.value if one.hindrance else "ありません",
        )
        for one in preview.guests
    )
    return Table("開いたときに、だれに何が見えるか", columns, rows)


def _word(guest: Seen, *, sees: bool) -> StatusTag | str:
    """Seen at once, seen when what is missing is there, or not at all."""
    if not sees:
        return "見えない"
    return "済めば見える" if guest.hindrance in MENDABLE else StatusTag("見える", Tone.ACTIVE)


@require_http_methods(GET_OR_POST)
def meeting_close_class(request: Any, meeting_id: uuid.UUID, item_id: uuid.UUID, info: str) -> HttpResponse:
    """一つの区分を、全員に対して閉じる."""
    preview = preview_of(request.viewer, item_id)
    is_open = any(one.is_open and one.info_class.value == info for one in preview.classes)
    if preview.meeting_id != meeting_id or not is_open:
        raise Http404
    info_class = Information(info)
    form = ReasonForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: close_class(by=request.viewer, item_id=item_id, info_class=info_class, **form.cleaned_data),
        f"「{info_class.label}」を閉じました。",
        ("meeting_open", meeting_id, item_id),
    )
    return done or form_page(
        request,
        form,
        head_parts(request.viewer, meeting_head(request.viewer, meeting_id)),
        title=f"「{info_class.label}」を閉じる",
        save="閉じる",
        is_danger=True,
        explanation="招いた方全員に、いますぐ見えなくなります。開いたことと閉じたことは記録に残ります。",
        back=(reverse("meeting_open", args=[meeting_id, item_id]), "開く情報へ戻る"),
    )


class MaterialForm(MeetingForm):
    """資料を書く."""

    info_class = forms.ChoiceField(
        label="この資料に書くこと",
        choices=[
            (one.value, one.label)
            for one in (Information.DEID, Information.IDENT, Information.HH, Information.ASSESS, Information.SENS)
        ],
        widget=forms.RadioSelect,
        help_text="同じ区分が開かれている間だけ、その区分を見られる方に見えます。",
    )
    title = forms.CharField(label="題", max_length=80)
    text = long_text(
        "中身", required=True, rows=10, help_text="自分の機関の記録から。保護されている住所は書かないでください。"
    )


@require_http_methods(GET_OR_POST)
def material_new(request: Any, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """資料を書く: read on the screen only."""
    viewer = request.viewer
    head = meeting_head(viewer, meeting_id)
    item = next((one for one in items_of(viewer, meeting_id) if one.item_id == item_id), None)
    if item is None or not item.may_disclose:
        raise Http404
    form = MaterialForm(request.POST or None, viewer=viewer)
    done = kept(
        request,
        form,
        lambda: write_material(
            by=viewer,
            item_id=item_id,
            info_class=Information(form.cleaned_data["info_class"]),
            title=form.cleaned_data["title"],
            text=form.cleaned_data["text"],
        ),
        "資料を付けました。",
        ("meeting", meeting_id),
    )
    return done or form_page(
        request,
        form,
        head_parts(viewer, head),
        title="資料を書く",
        save="付ける",
        about=f"議題{item.seq}　{item.heading}",
        explanation="画面で見るだけの資料です。書き出しや印刷はできません。",
    )
