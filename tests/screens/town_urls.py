"""住所録: the house's addresses as they are where the town has an identity provider of its own."""

from django.urls import include, path

from takigi.site.sign_in_urls import town_patterns
from takigi.site.urls import handler400, handler403, handler404, handler500
from takigi.site.urls import urlpatterns as usual

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*usual, path("", include(town_patterns))]
