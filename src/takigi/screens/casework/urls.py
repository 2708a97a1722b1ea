"""個別支援の机の住所: opaque ids and filters only."""

from django.urls import path

from takigi.screens.casework import changes
from takigi.screens.casework.board import board
from takigi.screens.casework.case import case
from takigi.screens.casework.centre.urls import urlpatterns as centre
from takigi.screens.casework.checklist_import.urls import urlpatterns as checklist_import
from takigi.screens.casework.checklists.urls import urlpatterns as checklists
from takigi.screens.casework.column import case_column
from takigi.screens.casework.entrusting import case_entrust
from takigi.screens.casework.follow_up.urls import urlpatterns as follow_up
from takigi.screens.casework.goals.urls import urlpatterns as goals
from takigi.screens.casework.intake.new_case import case_consultation, case_new, case_new_of
from takigi.screens.casework.intake.waiting import case_take_up, case_take_up_now, cases_waiting
from takigi.screens.casework.notes.urls import urlpatterns as notes
from takigi.screens.casework.plan.urls import urlpatterns as plans
from takigi.screens.casework.prints.urls import urlpatterns as prints
from takigi.screens.casework.visits.urls import urlpatterns as visits
from takigi.screens.casework.ways import cases_way_change, cases_ways
from takigi.screens.casework.week import week

urlpatterns = [
    *visits,
    *centre,
    *checklist_import,
    *checklists,
    *goals,
    *plans,
    *notes,
    *follow_up,
    *prints,
    path("cases/", board, name="cases"),
    path("cases/week/", week, name="cases_week"),
    path("cases/column/<slug:stage>/", case_column, name="case_column"),
    path("cases/new/", case_new, name="case_new"),
    path("cases/new/<uuid:person_id>/", case_new_of, name="case_new_of"),
    path("cases/waiting/", cases_waiting, name="cases_waiting"),
    path("cases/waiting/<uuid:line>/", case_take_up, name="case_take_up"),
    path("cases/waiting/<uuid:line>/take-up/", case_take_up_now, name="case_take_up_now"),
    path("cases/ways/", cases_ways, name="cases_ways"),
    path("cases/ways/<slug:way>/", cases_way_change, name="cases_way_change"),
    path("cases/<uuid:case_id>/", case, name="case"),
    path("cases/<uuid:case_id>/consultation/", case_consultation, name="case_consultation"),
    path("cases/<uuid:case_id>/move/<slug:to>/", changes.case_move, name="case_move"),
    path("cases/<uuid:case_id>/correct/", changes.case_correct, name="case_correct"),
    path("cases/<uuid:case_id>/next-step/", changes.case_next_step, name="case_next_step"),
    path("cases/<uuid:case_id>/level/<slug:level>/", changes.case_level, name="case_level"),
    path("cases/<uuid:case_id>/schedule/", changes.case_schedule, name="case_schedule"),
    path("cases/<uuid:case_id>/hand-over/", changes.case_hand_over, name="case_hand_over"),
    path("cases/<uuid:case_id>/companion/", changes.case_companion, name="case_companion"),
    path("cases/<uuid:case_id>/entrust/", case_entrust, name="case_entrust"),
]
