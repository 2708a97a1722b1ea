"""基本チェックリストの住所: opaque ids only."""

from django.urls import path

from takigi.screens.casework.checklists.result import checklist, checklist_judge
from takigi.screens.casework.checklists.standing import checklist_eligible, eligibility_end, eligibility_suspend
from takigi.screens.casework.checklists.writing import checklist_correct, checklist_write

ONE = "cases/<uuid:case_id>/checklists/<uuid:checklist_id>/"

urlpatterns = [
    path("cases/<uuid:case_id>/checklists/write/", checklist_write, name="checklist_write"),
    path("cases/<uuid:case_id>/checklists/suspend/", eligibility_suspend, name="eligibility_suspend"),
    path("cases/<uuid:case_id>/checklists/end/", eligibility_end, name="eligibility_end"),
    path(ONE, checklist, name="checklist"),
    path(f"{ONE}correct/", checklist_correct, name="checklist_correct"),
    path(f"{ONE}judge/", checklist_judge, name="checklist_judge"),
    path(f"{ONE}eligible/", checklist_eligible, name="checklist_eligible"),
]
