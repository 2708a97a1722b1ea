"""数字の机の住所: keys of indicators, periods, codes and opaque ids only, never a word about anybody."""

from django.urls import path

from takigi.screens.numbers.behind import number_behind
from takigi.screens.numbers.groups import number_groups
from takigi.screens.numbers.indicator import number
from takigi.screens.numbers.of_case import case_counts
from takigi.screens.numbers.overview import numbers
from takigi.screens.numbers.quality import number_finding, number_quality
from takigi.screens.numbers.reports import number_report, number_report_new, number_reports
from takigi.screens.numbers.table_file import number_table

urlpatterns = [
    path("numbers/", numbers, name="numbers"),
    path("numbers/reports/", number_reports, name="number_reports"),
    path("numbers/reports/new/", number_report_new, name="number_report_new"),
    path("numbers/reports/<int:report_id>/", number_report, name="number_report"),
    path("numbers/quality/", number_quality, name="number_quality"),
    path("numbers/quality/<slug:check>/", number_finding, name="number_finding"),
    path("numbers/cases/<uuid:case_id>/", case_counts, name="case_counts"),
    path("numbers/of/<slug:indicator_key>/", number, name="number"),
    path("numbers/of/<slug:indicator_key>/behind/", number_behind, name="number_behind"),
    path("numbers/of/<slug:indicator_key>/groups/", number_groups, name="number_groups"),
    path("numbers/of/<slug:indicator_key>/table/", number_table, name="number_table"),
]
