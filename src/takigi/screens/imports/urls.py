"""取り込みの住所: the number of an import and filters, nothing out of the file."""

from django.urls import path

from takigi.screens.imports.changes import import_changes
from takigi.screens.imports.columns import import_columns
from takigi.screens.imports.discard import import_discard
from takigi.screens.imports.files import imports
from takigi.screens.imports.page import import_page
from takigi.screens.imports.problems import import_problems
from takigi.screens.imports.problems_file import import_problems_file
from takigi.screens.imports.progress import import_progress
from takigi.screens.imports.rows import import_rows
from takigi.screens.imports.undo import import_undo

ONE = "imports/<uuid:batch_id>/"
urlpatterns = [
    path("imports/", imports, name="imports"),
    path(ONE, import_page, name="import_page"),
    path(f"{ONE}columns/", import_columns, name="import_columns"),
    path(f"{ONE}progress/", import_progress, name="import_progress"),
    path(f"{ONE}problems/", import_problems, name="import_problems"),
    path(f"{ONE}problems.xlsx", import_problems_file, name="import_problems_file"),
    path(f"{ONE}rows/", import_rows, name="import_rows"),
    path(f"{ONE}changes/", import_changes, name="import_changes"),
    path(f"{ONE}undo/", import_undo, name="import_undo"),
    path(f"{ONE}discard/", import_discard, name="import_discard"),
]
