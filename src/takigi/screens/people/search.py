"""人をさがす: results as one types; the words travel in the body of a POST and never in an address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.screens.people.results import dress_search
from takigi.screens.people.searches import search_of
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: Any) -> HttpResponse:
    """The search and what it finds; a form that is sent without a script is answered with the address of its search."""
    search = search_of(request)
    if request.method == "POST" and not request.htmx:
        return redirect(search.address)
    context = dress_search(request.viewer, search)
    response = render_screen(request, "people/search.html", context, part="people/_results.html")
    if request.htmx:
        response["HX-Replace-Url"] = search.address
    return response
