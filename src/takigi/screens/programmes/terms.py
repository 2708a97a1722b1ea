"""事業の決めごとの画面: what the town has adopted, the templates with their sources, and what is not yet verified."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from takigi.programmes.actions.courses import adopt_programme, change_terms
from takigi.programmes.queries.terms import may_arrange, programme_card, programmes
from takigi.programmes.rules.templates import TEMPLATE_OF, TEMPLATES
from takigi.screens.forms import refusals_on
from takigi.screens.programmes.courses import check_arranges
from takigi.screens.programmes.form_page import back_to, desk_form_page
from takigi.screens.programmes.forms import AdoptForm, TermsForm, steps_in_lines
from takigi.screens.programmes.terms_page import dress_terms, editions_table
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]
BACK = ("programme_terms", "事業の決めごとへ戻る")


@require_safe
def programme_terms(request: Any) -> HttpResponse:
    """事業の決めごと."""
    arranges = may_arrange(request.viewer)
    context = dress_terms(request.viewer, programmes(request.viewer), TEMPLATES, may_arrange=arranges)
    return render_screen(request, "programmes/terms.html", context)


@require_http_methods(GET_OR_POST)
def programme_adopt(request: Any, template: str) -> HttpResponse:
    """ひな形を取り入れる."""
    check_arranges(request)
    found = TEMPLATE_OF.get(template)
    if found is None:
        raise Http404
    form = AdoptForm(request.POST or None, viewer=request.viewer, initial={"name": found.name, "from_on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            adopt_programme(by=request.viewer, template=template, **form.cleaned_data)
            messages.success(request, "取り入れました。数を町の要綱と照らして、確かめてください。")
            return redirect("programme_terms")
    told = f"{found.note}　出典: {found.terms.source}"
    return desk_form_page(
        request, form, title="ひな形を取り入れる", save="町の事業にする", back=back_to(*BACK), explanation=told
    )


@require_http_methods(GET_OR_POST)
def programme_change(request: Any, programme_id: int) -> HttpResponse:
    """決めごとを変える."""
    check_arranges(request)
    card = programme_card(request.viewer, programme_id)
    terms = card.editions[0].terms
    names = ("weeks", "sessions", "minutes", "extension_months", "fee_yen", "extension_fee_yen", "follow_up_weeks")
    first = {name: getattr(terms, name) for name in (*names, "has_transport", "source", "is_verified")}
    initial = first | {"steps": steps_in_lines(terms), "from_on": "今日"}
    form = TermsForm(request.POST or None, viewer=request.viewer, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data
            change_terms(
                by=request.viewer,
                programme_id=programme_id,
                terms=form.terms(),
                from_on=typed["from_on"],
                reason=typed["reason"],
            )
            messages.success(request, "決めごとを変えました。前の決めごとも残っています。")
            return redirect("programme_terms")
    return desk_form_page(
        request,
        form,
        title=f"{card.name}の決めごと",
        save="決めごとを変える",
        back=back_to(*BACK),
        after=editions_table(card),
    )
