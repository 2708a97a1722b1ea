"""報告した数: what the town has said stays as it was said; beside it what today's records would say."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.table import Column, Link, Table
from takigi.evaluation.actions.reports import keep_results
from takigi.evaluation.queries.reports import ReportedLine, check_keeps, may_keep, report_of, reports
from takigi.indicators.catalogue import all_indicators
from takigi.kernel.era_names import in_both_eras, in_japanese
from takigi.screens.forms import refusals_on
from takigi.screens.numbers.desk import desk_tabs
from takigi.screens.numbers.periods import recent_years
from takigi.screens.numbers.ready import only_when_ready
from takigi.screens.programmes.form_page import back_to, desk_form_page
from takigi.screens.render import render_screen

COLUMNS = (Column("題"), Column("いつ現在"), Column("残した人"), Column("残した日"))
LINES = (Column("指標"), Column("期間"), Column("区分"), Column("報告した数"), Column("いまの記録では"))


class ReportForm(forms.Form):
    """何の報告か、どの指標か."""

    title = forms.CharField(label="報告の題", max_length=100, help_text="例: 令和8年度 上半期のまとめ")
    keys = forms.MultipleChoiceField(
        label="残す指標",
        choices=[(one.key, one.label) for one in all_indicators()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "残す指標を、ひとつ以上選んでください。"},
    )


@require_safe
def number_reports(request: Any) -> HttpResponse:
    """Every report, newest first."""
    viewer = request.viewer
    rows = tuple(
        (
            Link(card.title, reverse("number_report", args=[card.report_id])),
            in_japanese(card.as_of),
            card.kept_by or "―",
            in_japanese(card.kept_at.date()),
        )
        for card in reports(viewer)
    )
    empty = EmptyState(
        "まだ報告した数はありません",
        "議会や委員会に出す数をここに残すと、あとで記録が直っても、報告した数は変わりません。",
    )
    new = ButtonLink("報告する数を残す", reverse("number_report_new"), ButtonKind.PRIMARY, icon="plus")
    context = {
        "heading": "報告した数",
        "tabs": desk_tabs(viewer, "number_reports"),
        "action": new if may_keep(viewer) else "",
        "table": Table("報告した数", COLUMNS, rows, empty=empty, has_hidden_caption=True),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "numbers/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_when_ready
def number_report_new(request: Any) -> HttpResponse:
    """This fiscal year and the two before, as they stand today."""
    check_keeps(request.viewer)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            report_id = keep_results(by=request.viewer, periods=recent_years(request.viewer.on), **form.cleaned_data)
            messages.success(request, "報告する数を残しました。あとで記録が直っても、この数は変わりません。")
            return redirect("number_report", report_id)
    told = "今年度と、その前の2年度の数を、今日の記録で数えて残します。"
    return desk_form_page(
        request,
        form,
        title="報告する数を残す",
        save="この数を残す",
        back=back_to("number_reports", "報告した数へ戻る"),
        explanation=told,
    )


@require_safe
@only_when_ready
def number_report(request: Any, report_id: int) -> HttpResponse:
    """As it was said, beside today's view; the seal is checked."""
    found = report_of(request.viewer, report_id)
    context = {
        "heading": found.card.title,
        "report": found,
        "changed": sum(line.differs for line in found.lines),
        "table": Table("報告した数", LINES, tuple(_row(line) for line in found.lines), has_hidden_caption=True),
        "ground": GroundLine(found.because),
        "as_of": in_japanese(found.card.as_of),
    }
    return render_screen(request, "numbers/report.html", context)


def _row(line: ReportedLine) -> tuple[str, ...]:
    told = line.reported
    cell = "・".join(told.cell) or "全体"
    return told.label, told.period.label, cell, told.words, line.sentence
