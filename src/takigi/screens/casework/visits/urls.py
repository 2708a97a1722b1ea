"""訪問の住所: opaque ids only."""

from django.urls import path

from takigi.screens.casework.visits.along import visit_pack, visits
from takigi.screens.casework.visits.away import visit_away, visit_worker
from takigi.screens.casework.visits.doors import visit_door
from takigi.screens.casework.visits.drafts import visit_confirm, visit_save, visit_settle
from takigi.screens.casework.visits.form import visit, visit_discard, visit_revise
from takigi.screens.casework.visits.record import visit_record

urlpatterns = [
    path("cases/visits/", visits, name="visits"),
    path("cases/visits/pack/", visit_pack, name="visit_pack"),
    path("cases/visits/door/", visit_door, name="visit_door"),
    path("cases/visits/away/", visit_away, name="visit_away"),
    # At the root, because a worker looks after what lies below its own address.
    path("sw.js", visit_worker, name="visit_worker"),
    path("cases/<uuid:case_id>/visit/", visit, name="visit"),
    path("cases/<uuid:case_id>/visit/save/", visit_save, name="visit_save"),
    path("cases/<uuid:case_id>/visit/settle/", visit_settle, name="visit_settle"),
    path("cases/<uuid:case_id>/visit/confirm/", visit_confirm, name="visit_confirm"),
    path("cases/<uuid:case_id>/visit/discard/", visit_discard, name="visit_discard"),
    path("cases/<uuid:case_id>/visits/<uuid:visit_id>/", visit_record, name="visit_record"),
    path("cases/<uuid:case_id>/visits/<uuid:visit_id>/revise/", visit_revise, name="visit_revise"),
]
