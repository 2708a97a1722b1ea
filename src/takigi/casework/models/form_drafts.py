"""書きかけの表: what somebody has typed into a form about a case, or about nobody yet, and not recorded."""

from django.db import models
from django.db.models import Q


class FormDraft(models.Model):
    """書きかけ. One row a form, case and writer; nobody else reads it. Emptied when it is recorded, and then ready for the next.

    Without a case while there is none: somebody noticed, or a household to open a case for.
    """

    writer = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, blank=True, related_name="+")
    form = models.CharField("用紙", max_length=80)
    # Counts the sheets: each is recorded once, and the next one has another number.
    turn = models.PositiveIntegerField("何枚目か", default=1)
    version = models.PositiveIntegerField("書きかえの回数", default=0)
    # As a visit's draft, see rules.visit_merging.
    entries = models.JSONField("書いたこと", default=dict, blank=True)
    updated_at = models.DateTimeField("最後に書いた日時")
    recorded_mark = models.CharField("前に記録したものの印", max_length=64, blank=True)
    recorded_editor = models.CharField("前に記録した窓", max_length=36, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["writer", "case", "form"], name="form_draft_once_a_form"),
            models.UniqueConstraint(
                fields=["writer", "form"], condition=Q(case__isnull=True), name="form_draft_once_without_a_case"
            ),
        ]

    class Handling:
        """The entries are words about the person."""

        sensitive = frozenset({"entries", "recorded_mark"})
        operational = frozenset({"id", "writer", "case", "form", "turn", "version", "updated_at", "recorded_editor"})
