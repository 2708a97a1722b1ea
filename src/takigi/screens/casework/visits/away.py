"""出先の頁: the empty page that opens without a network, and the worker that keeps it. Neither holds a word about anybody."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.saved_draft import SavedDraft
from takigi.screens.casework.visits.fields import fill_sections

SCRIPTS = ("seal", "cupboard", "line", "notebook", "paper", "differences", "sender", "telling", "away")
SHEET = "takigi/takigi.css"
WORKER = "takigi/desks/visit/worker.js"


@cache
def shell_files() -> tuple[str, ...]:
    """Every file that the empty page needs: style sheets, scripts, the mark."""
    imported = re.findall(r'@import url\("([^"]+)"\)', _text(SHEET))
    sheets = [str(Path("takigi", name)).replace("takigi/../", "") for name in imported]
    scripts = [f"takigi/desks/visit/{name}.js" for name in SCRIPTS]
    return (SHEET, *sheets, "takigi/desks/visit.css", "takigi/mark.svg", "takigi/fold.js", *scripts)


def _text(name: str) -> str:
    found = finders.find(name)
    return Path(str(found)).read_text(encoding="utf-8")


@cache
def _stamp() -> str:
    """Changes whenever one of the files does, so that devices take the new ones in."""
    text = "".join(_text(name) for name in (*shell_files(), WORKER))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@login_not_required
@require_safe
def visit_away(request: Any) -> HttpResponse:
    """The page itself: the form without a word in it, and the place for the watchword."""
    return render(request, "casework/visits/away.html", {"sections": fill_sections({}), "saved": SavedDraft()})


@login_not_required
@require_safe
def visit_worker(request: Any) -> HttpResponse:
    """The service worker: which files make up the page, and then the script itself."""
    shell = {
        "stamp": _stamp(),
        "page": reverse("visit_away"),
        "files": [static(name) for name in shell_files()],
    }
    script = f"self.SHELL = {json.dumps(shell)};\nimportScripts({json.dumps(static(WORKER))});\n"
    return HttpResponse(script, content_type="text/javascript")
