"""元の記録: which file and which row a value came from, in words."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from takigi.access.grounds import Viewer
from takigi.people.queries.files import PersonFile
from takigi.people.queries.imports import origins_on_page


@dataclass(frozen=True)
class Origins:
    """The files behind one person's records."""

    files: Mapping[uuid.UUID, str]
    of_person: str = ""

    def of_row(self, batch_id: uuid.UUID | None, row_no: int | None) -> str:
        """「受給者台帳.csv 12行目」, or "" for what was typed by hand."""
        if batch_id is None:
            return ""
        name = self.files.get(batch_id, "取り込んだ台帳")
        return f"{name} {row_no}行目" if row_no else name


def origins_of(viewer: Viewer, file: PersonFile) -> Origins:
    """The files behind the lines of a person's page."""
    lines = [one for line in file.certifications for one in (line, *line.earlier)]
    found = origins_on_page(viewer, file.person_id, {one.batch_id for one in (*lines, *file.changes) if one.batch_id})
    return Origins(found.files, found.of_person)
