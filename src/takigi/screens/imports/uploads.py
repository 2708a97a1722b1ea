"""送られたファイル: from the browser's upload to the import folder."""

import uuid
from pathlib import Path
from typing import Any

from takigi.access.grounds import Viewer
from takigi.exchange.ledger_intake import receive_ledger


def take_in(viewer: Viewer, sent: Any) -> uuid.UUID:
    """Hands the upload over; it lies in a file of its own already, never in memory."""
    return receive_ledger(by=viewer, path=Path(sent.temporary_file_path()), name=sent.name)
