"""データ連携: the plan as UPYOBO, the basic sheet as UPKIHON, each with the files that travel beside it."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from takigi.casework.queries.plans import basic_sheet
from takigi.casework.rules.prints import PaperKind
from takigi.exchange.care_plan_files.basic_files import basic_transfer
from takigi.exchange.care_plan_files.plan_files import plan_transfer
from takigi.screens.casework.case_form import head_to_change
from takigi.screens.casework.plan.editing import plan_in
from takigi.screens.casework.plan.transfers import CARE_MANAGEMENT, SUPPORT, Leaving, transfer_screen
from takigi.screens.casework.prints.papers import without_place

PLAN_FILES = {"UPYOBO": "計画書", "UPYOBO_SUB": "支援計画"}
BASIC_FILES = {"UPKIHON": "利用者基本情報", "UPKIHON_SUB1": "一日のすごし方", "UPKIHON_SUB2": "病気と治療"}


def _sender(plan_kind: str) -> str:
    return CARE_MANAGEMENT if plan_kind == "2" else SUPPORT


@require_http_methods(["GET", "HEAD", "POST"])
def plan_exchange(request: Any, case_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """計画書のファイル."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    file = plan_in(viewer, case_id, plan_id)
    sheet = without_place(file.sheet) if head.person.is_protected else file.sheet
    leaving = Leaving(
        PaperKind.CARE_PLAN_FILE,
        lambda route: plan_transfer(sheet, route, at=localtime(viewer.at)),
        "ケアプランデータ連携のファイル（計画書）",
        PLAN_FILES,
        "plans",
        _sender(sheet.plan_kind),
    )
    return transfer_screen(request, head, leaving)


@require_http_methods(["GET", "HEAD", "POST"])
def basic_exchange(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """利用者基本情報のファイル, as the sheet stands now. A protected address does not leave."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    sheet = basic_sheet(viewer, case_id)
    sheet = without_place(sheet) if head.person.is_protected else sheet
    leaving = Leaving(
        PaperKind.BASIC_FILE,
        lambda route: basic_transfer(sheet, route, at=localtime(viewer.at)),
        "ケアプランデータ連携のファイル（利用者基本情報）",
        BASIC_FILES,
        "plans",
        _sender(sheet.plan_kind),
    )
    return transfer_screen(request, head, leaving)
