"""個別支援の机の住所: opaque ids and filters only."""

from django.urls import path

from takigi.screens.casework import changes
from takigi.screens.casework.board import board
from takigi.screens.casework.case import case
from takigi.screens.casework.column import case_column
from takigi.screens.casework.ways import cases_way_change, cases_ways
from takigi.screens.casework.week import week

urlpatterns = [
    path("cases/", board, name="cases"),
    path("cases/week/", week, name="cases_week"),
    path("cases/column/<slug:stage>/", case_column, name="case_column"),
    path("cases/ways/", cases_ways, name="cases_ways"),
    path("cases/ways/<slug:way>/", cases_way_change, name="cases_way_change"),
    path("cases/<uuid:case_id>/", case, name="case"),
    path("cases/<uuid:case_id>/move/<slug:to>/", changes.case_move, name="case_move"),
    path("cases/<uuid:case_id>/correct/", changes.case_correct, name="case_correct"),
    path("cases/<uuid:case_id>/next-step/", changes.case_next_step, name="case_next_step"),
    path("cases/<uuid:case_id>/schedule/", changes.case_schedule, name="case_schedule"),
    path("cases/<uuid:case_id>/hand-over/", changes.case_hand_over, name="case_hand_over"),
    path("cases/<uuid:case_id>/companion/", changes.case_companion, name="case_companion"),
]
