"""机の住所: each desk lists its own screens."""

from django.urls import URLPattern, URLResolver, include, path

from takigi.screens.gallery.views import gallery
from takigi.screens.oath.confirm import oath
from takigi.screens.today.today import today

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today, name="today"),
    path("oath/", oath, name="oath"),
    path("gallery/", gallery, name="gallery"),
    path("", include("takigi.screens.administration.urls")),
    path("", include("takigi.screens.custody.urls")),
    path("", include("takigi.screens.people.urls")),
    path("", include("takigi.screens.casework.urls")),
    path("", include("takigi.screens.successes.urls")),
    path("", include("takigi.screens.programmes.urls")),
    path("", include("takigi.screens.places.urls")),
    path("", include("takigi.screens.meetings.urls")),
    path("", include("takigi.screens.stories.urls")),
    path("", include("takigi.screens.together.urls")),
    path("", include("takigi.screens.numbers.urls")),
    path("", include("takigi.screens.surveys.urls")),
    path("", include("takigi.screens.duplicates.urls")),
    path("", include("takigi.screens.drafts.urls")),
    path("", include("takigi.screens.meetings.afterwards.urls")),
    path("", include("takigi.screens.imports.urls")),
]
