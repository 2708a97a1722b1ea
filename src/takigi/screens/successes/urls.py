"""成功事例の住所."""

from django.urls import path, re_path

from takigi.screens.successes.shelf import successes
from takigi.screens.successes.story import success, success_end, success_step
from takigi.screens.successes.writing import success_new, success_rewrite

ONE = "successes/(?P<success_id>[0-9a-f-]{36})/"

urlpatterns = [
    path("successes/", successes, name="successes"),
    path("successes/<uuid:success_id>/", success, name="success"),
    path("successes/<uuid:success_id>/rewrite/", success_rewrite, name="success_rewrite"),
    re_path(rf"^{ONE}(?P<step>ask|share)/$", success_step, name="success_step"),
    re_path(rf"^{ONE}(?P<ending>return|withdraw)/$", success_end, name="success_end"),
    path("cases/<uuid:case_id>/success/", success_new, name="success_new"),
]
