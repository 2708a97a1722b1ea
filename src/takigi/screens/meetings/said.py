"""断られたときの言い方: a refusal of a button's deed is told on the page it came from; nothing is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages

from takigi.screens.forms import REFUSED


@contextmanager
def refusals_said(request: Any) -> Iterator[None]:
    """A refusal inside becomes a sentence at the top of the next page."""
    try:
        yield
    except REFUSED as refused:
        messages.warning(request, str(refused))
