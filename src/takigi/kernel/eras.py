"""和暦: the public names for reading and writing dates."""

from __future__ import annotations

from takigi.kernel.date_notations import UnreadableDate, from_excel_serial, read_date
from takigi.kernel.era_names import in_both_eras, in_japanese, in_short_japanese, year_in_japanese
from takigi.kernel.partial_dates import PartialDate, Precision
from takigi.kernel.spoken_dates import read_spoken_date

__all__ = [
    "PartialDate",
    "Precision",
    "UnreadableDate",
    "from_excel_serial",
    "in_both_eras",
    "in_japanese",
    "in_short_japanese",
    "read_date",
    "read_spoken_date",
    "year_in_japanese",
]
