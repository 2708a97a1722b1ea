"""住所録: every address of the house; a permission table holds a line for each."""

from django.urls import include, path

from takigi.site import health
from takigi.site.sign_in_urls import urlpatterns as sign_in

urlpatterns = [
    path("healthz", health.health, name="health"),
    path("", include(sign_in)),
    path("", include("takigi.screens.urls")),
]

handler400 = "takigi.screens.errors.bad_request"
handler403 = "takigi.screens.errors.not_permitted"
handler404 = "takigi.screens.errors.not_found"
handler500 = "takigi.screens.errors.failed"
