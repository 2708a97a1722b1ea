"""チェックリストの取り込みの住所: the number of an import and filters, nothing out of the file."""

from django.urls import path

from takigi.screens.casework.checklist_import.columns import checklist_import_columns
from takigi.screens.casework.checklist_import.endings import checklist_import_discard, checklist_import_undo
from takigi.screens.casework.checklist_import.files import checklist_import_files
from takigi.screens.casework.checklist_import.lines import (
    checklist_import_problems,
    checklist_import_problems_file,
    checklist_import_rows,
)
from takigi.screens.casework.checklist_import.page import checklist_import_page, checklist_import_progress

ONE = "cases/checklists/import/<uuid:file_id>/"
urlpatterns = [
    path("cases/checklists/import/", checklist_import_files, name="checklist_imports"),
    path(ONE, checklist_import_page, name="checklist_import"),
    path(f"{ONE}columns/", checklist_import_columns, name="checklist_import_columns"),
    path(f"{ONE}progress/", checklist_import_progress, name="checklist_import_progress"),
    path(f"{ONE}problems/", checklist_import_problems, name="checklist_import_problems"),
    path(f"{ONE}problems.xlsx", checklist_import_problems_file, name="checklist_import_problems_file"),
    path(f"{ONE}rows/", checklist_import_rows, name="checklist_import_rows"),
    path(f"{ONE}undo/", checklist_import_undo, name="checklist_import_undo"),
    path(f"{ONE}discard/", checklist_import_discard, name="checklist_import_discard"),
]
