"""人の机の住所: opaque ids and filters only, never a word about anybody."""

from django.urls import path

from takigi.screens.people.consent_record import consent_record
from takigi.screens.people.emergency_new import emergency_new
from takigi.screens.people.person import person
from takigi.screens.people.person_change import person_change
from takigi.screens.people.person_new import person_new
from takigi.screens.people.person_protect import person_protect
from takigi.screens.people.person_readers import person_readers
from takigi.screens.people.search import people

urlpatterns = [
    path("people/", people, name="people"),
    path("people/new/", person_new, name="person_new"),
    path("people/emergency/", emergency_new, name="emergency_new"),
    path("people/<uuid:person_id>/", person, name="person"),
    path("people/<uuid:person_id>/change/", person_change, name="person_change"),
    path("people/<uuid:person_id>/protect/", person_protect, name="person_protect"),
    path("people/<uuid:person_id>/readers/", person_readers, name="person_readers"),
    path("people/<uuid:person_id>/consents/<slug:purpose>/<slug:state>/", consent_record, name="consent_record"),
]
