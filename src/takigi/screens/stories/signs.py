"""兆しと声: the board of signs, a voice written down in a minute, and a person who says whether it is the awaited one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.logic_models.actions.signs import Heard, check_sign, confirm_match, log_voice, rewrite_voice
from takigi.logic_models.queries.signs import SignsBoard, signs_board
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.signs import Match, SignState
from takigi.logic_models.rules.words import LogicModelRefused
from takigi.screens.forms import kept, refusals_on
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.monitoring import without_sign
from takigi.screens.stories.sign_forms import CheckForm, ConfirmForm, RewriteForm, VoiceForm
from takigi.screens.stories.signs_page import dress_signs

BACK_WORDS = "兆しと声へ戻る"


@require_safe
def signs(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """The board."""
    board, page = signs_board(request.viewer, story_id), story_page(request.viewer, story_id)
    parts = dress_signs(request.viewer, board) | {
        "may_plan": page.may_write,
        "without_sign": without_sign(page) if page.may_write else [],
    }
    return render_screen(request, "stories/signs.html", parts)


@require_http_methods(["GET", "HEAD", "POST"])
def voice_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """声を書きとめる; `?sign=n9` names the sign."""
    board = _to_edit(request, story_id)
    initial = {"monitoring": request.GET["sign"]} if "sign" in request.GET else {}
    form = VoiceForm(request.POST or None, viewer=request.viewer, board=board, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            heard = log_voice(by=request.viewer, story_id=story_id, words=form.words(), match=form.said)
            _tell(request, heard, "声を書きとめました。")
            return redirect("signs", story_id)
    return story_form_page(
        request,
        board.head,
        form,
        title="声を書きとめる",
        save="書きとめる",
        back=_back(story_id),
        template="stories/voice_form.html",
    )


def _tell(request: Any, heard: Heard, told: str) -> None:
    if not heard.names:
        messages.success(request, told)
        return
    words = "」「".join(heard.names)
    messages.warning(
        request,
        f"名前や住所のように見えることば「{words}」があるため、自分だけの下書きにしました。下で書き直すと、チームに見えます。",
    )


@require_POST
def voice_confirm(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """はい・いいえ・どちらとも: one press on the board."""
    _to_edit(request, story_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Http404
    typed = form.cleaned_data
    try:
        confirm_match(
            by=request.viewer,
            story_id=story_id,
            voice_id=typed["voice"],
            match=Match(typed["match"]),
            monitoring=typed["monitoring"] or None,
        )
        messages.success(request, f"「{Match(typed['match']).label}」として残しました。")
    except LogicModelRefused as error:
        messages.warning(request, str(error))
    return redirect("signs", story_id)


@require_POST
def voice_rewrite(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """下書きの声を直す. While it still seems to name somebody it stays a draft, with the new words in it."""
    _to_edit(request, story_id)
    form = RewriteForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "ことばが空です。聞こえたことばを書いてください。")
        return redirect("signs", story_id)
    typed = form.cleaned_data
    try:
        heard = rewrite_voice(
            by=request.viewer,
            story_id=story_id,
            voice_id=typed["voice"],
            quote=typed["quote"],
            names_nobody=typed["names_nobody"],
        )
        _tell(request, heard, "書き直しました。チームに見えます。")
    except LogicModelRefused as error:
        messages.warning(request, str(error))
    return redirect("signs", story_id)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_check(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """合図を確かめる; `?sign=n9` names the sign."""
    board = _to_edit(request, story_id)
    initial = {"monitoring": request.GET.get("sign", "")}
    form = CheckForm(request.POST or None, viewer=request.viewer, board=board, initial=initial)
    done = kept(
        request,
        form,
        lambda: check_sign(
            by=request.viewer,
            story_id=story_id,
            **form.cleaned_data | {"found": SignState(form.cleaned_data["found"])},
        ),
        "確かめたことを残しました。",
        ("signs", story_id),
    )
    told = "見たのはあなたです。数ではなく、見たこと・聞いたことから決めてください。"
    return done or story_form_page(
        request, board.head, form, title="合図を確かめる", save="残す", back=_back(story_id), explanation=told
    )


def _to_edit(request: Any, story_id: uuid.UUID) -> SignsBoard:
    board = signs_board(request.viewer, story_id)
    check_edits(board.head)
    return board


def _back(story_id: uuid.UUID) -> tuple[str, str]:
    return reverse("signs", args=[story_id]), BACK_WORDS
