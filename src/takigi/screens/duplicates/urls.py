"""二重の記録の住所."""

from django.urls import path

from takigi.screens.duplicates.candidates import duplicates
from takigi.screens.duplicates.merge import duplicate_merge
from takigi.screens.duplicates.merge_undo import merge_undo
from takigi.screens.duplicates.merged import merges
from takigi.screens.duplicates.not_same import duplicate_not_same
from takigi.screens.duplicates.pair import duplicate_pair

PAIR = "duplicates/<uuid:one_id>/<uuid:other_id>/"
urlpatterns = [
    path("duplicates/", duplicates, name="duplicates"),
    path("duplicates/merges/", merges, name="merges"),
    path("duplicates/merges/<int:merge_id>/undo/", merge_undo, name="merge_undo"),
    path(PAIR, duplicate_pair, name="duplicate_pair"),
    path(f"{PAIR}merge/", duplicate_merge, name="duplicate_merge"),
    path(f"{PAIR}not-same/", duplicate_not_same, name="duplicate_not_same"),
]
