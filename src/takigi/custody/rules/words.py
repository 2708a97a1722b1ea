"""記録の保管の言葉: what is asked about, and refusals. Pure."""

from takigi.kernel.labelled import Labelled


class CustodyRefused(ValueError):
    """Something about kept records cannot be done like this; the text says what is possible."""


class Whole(Labelled):
    """ひとまとまりの記録: what a question about reading is asked of."""

    HOUSEHOLD = "household", "世帯"
    PERSON = "person", "ひとり"
    CASE = "case", "ケース"
