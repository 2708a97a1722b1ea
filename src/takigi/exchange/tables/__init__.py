"""表を開く: CSV and Excel files as rows under headings, whatever a city's system made of them."""

from takigi.exchange.tables.opening import LIMIT_BYTES, open_table
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.exchange.tables.shapes import Cell, Row, Table

__all__ = ["LIMIT_BYTES", "Cell", "Row", "Table", "UnreadableFile", "open_table"]
