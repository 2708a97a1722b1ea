"""ケースの入力のもと: what every form about one case is."""

from takigi.screens.forms import PlainForm


class CaseForm(PlainForm):
    """A form about one case."""
