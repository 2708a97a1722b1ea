"""計画の住所: opaque ids only."""

from django.urls import path

from takigi.screens.casework.plan.basic import basic_sheet
from takigi.screens.casework.plan.consent import plan_consent
from takigi.screens.casework.plan.editing import plan, plan_begin, plan_save
from takigi.screens.casework.plan.evaluation import plan_evaluate
from takigi.screens.casework.plan.exchange import basic_exchange, plan_exchange
from takigi.screens.casework.plan.plans import plans
from takigi.screens.casework.prints.printing import case_print

urlpatterns = [
    path("cases/<uuid:case_id>/plan/", plans, name="plans"),
    path("cases/<uuid:case_id>/plan/begin/", plan_begin, name="plan_begin"),
    path("cases/<uuid:case_id>/plan/<uuid:plan_id>/", plan, name="plan"),
    path("cases/<uuid:case_id>/plan/<uuid:plan_id>/save/", plan_save, name="plan_save"),
    path("cases/<uuid:case_id>/plan/<uuid:plan_id>/consent/", plan_consent, name="plan_consent"),
    path("cases/<uuid:case_id>/plan/<uuid:plan_id>/evaluate/", plan_evaluate, name="plan_evaluate"),
    path("cases/<uuid:case_id>/plan/<uuid:plan_id>/exchange/", plan_exchange, name="plan_exchange"),
    path("cases/<uuid:case_id>/plan/<uuid:plan_id>/print/<slug:paper>/", case_print, name="plan_print"),
    path("cases/<uuid:case_id>/basic/", basic_sheet, name="basic_sheet"),
    path("cases/<uuid:case_id>/basic/exchange/", basic_exchange, name="basic_exchange"),
]
