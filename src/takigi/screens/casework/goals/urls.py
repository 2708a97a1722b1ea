"""目標の住所: opaque ids only."""

from django.urls import path

from takigi.screens.casework.goals.agreeing import goals_agree, goals_decline
from takigi.screens.casework.goals.goals import goals
from takigi.screens.casework.goals.paper import goals_paper
from takigi.screens.casework.goals.rating import goal_judge, goal_rate
from takigi.screens.casework.goals.writing import goal_revise, goals_write

urlpatterns = [
    path("cases/<uuid:case_id>/goals/", goals, name="goals"),
    path("cases/<uuid:case_id>/goals/write/", goals_write, name="goals_write"),
    path("cases/<uuid:case_id>/goals/agree/", goals_agree, name="goals_agree"),
    path("cases/<uuid:case_id>/goals/decline/", goals_decline, name="goals_decline"),
    path("cases/<uuid:case_id>/goals/paper/", goals_paper, name="goals_paper"),
    path("cases/<uuid:case_id>/goals/<uuid:goal_id>/revise/", goal_revise, name="goal_revise"),
    path("cases/<uuid:case_id>/goals/<uuid:goal_id>/rate/", goal_rate, name="goal_rate"),
    path("cases/<uuid:case_id>/goals/<uuid:goal_id>/judge/", goal_judge, name="goal_judge"),
]
