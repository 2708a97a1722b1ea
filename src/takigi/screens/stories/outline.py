"""字下げの文で書く: the whole theory as indented text; what fits nowhere is told, kept, and never refused."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from takigi.logic_models.actions.theory import Saved, write_outline
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.outline_writing import write_outline as as_outline
from takigi.logic_models.rules.words import NodeKind
from takigi.screens.stories.differing import dress_differing
from takigi.screens.stories.drafting import kept_at_last, with_draft
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.writing import BasedForm, page_to_write, written

# An invented town's, with one line of most kinds.
EXAMPLE = """ありたい姿: 行きたい所へ自分で行ける
誰に: 本人・家族
  現状: 転ぶのがこわくて外に出ない
    原因: 歩く練習の場を知らない
  課題: 外に出るきっかけをつくる
  活動: 訪問して、行きたい所を聞く
    だれが: 包括の保健師
    結果: 行きたい所を言葉にする
      初期: 「あそこなら行ける」と言う
        中間: 週に1回外に出る
          → 行きたい所へ自分で行ける: 出れば足が戻るから"""


class OutlineForm(BasedForm):
    """字下げの文."""

    text = forms.CharField(
        label="ストーリーの文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false"}),
        help_text="行の頭に空白を2つ入れるほど、上の行の下につきます。行の終わりの #n3 は箱の目印です。消さずに残してください。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def story_outline(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """書く（字下げの文）."""
    page = page_to_write(request, story_id)
    form = OutlineForm(
        request.POST or None, viewer=request.viewer, page=page, initial={"text": as_outline(page.theory)}
    )
    done = written(
        request,
        form,
        lambda: kept_at_last(request, story_id, "outline", lambda: _write(request, story_id, form)),
        "ストーリーを書きました。",
        lambda saved: _after(story_id, saved),
    )
    return done or story_form_page(
        request,
        page.head,
        form,
        title="書く（字下げの文）",
        save="保存する",
        **_around(page),
        **with_draft(request, story_id, "outline", form),
    )


def _write(request: Any, story_id: uuid.UUID, form: OutlineForm) -> Saved:
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    return write_outline(by=request.viewer, story_id=story_id, based_on=form.based_on, text=text)


def _after(story_id: uuid.UUID, saved: Saved) -> tuple[Any, ...]:
    return ("story_outline" if saved.said or saved.conflicts else "story", story_id)


def _around(page: StoryPage) -> dict[str, Any]:
    return {
        "template": "stories/outline.html",
        "example": EXAMPLE,
        "differing": dress_differing(page),
        "based": page.version.based_on,
        "loose": page.theory.loose,
        "dropped": page.theory.dropped,
        "kinds": tuple(NodeKind),
        "lines": len(page.theory.nodes),
    }
