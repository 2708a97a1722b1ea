"""静かなケースの表: what the owner answered to the question whether somebody else should be there."""

from django.db import models

from takigi.collaboration.rules.quiet import QuietReply


class QuietAnswer(models.Model):
    """ひとりで持っていますか、への答え: the owner's own; a supervisor sees only what it opens."""

    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="quiet_answers")
    reply = models.CharField("答え", max_length=10, choices=QuietReply.choices())
    note = models.CharField("ひとこと", max_length=200, blank=True)
    replied_at = models.DateTimeField("答えた日時")
    replied_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """How somebody bears a case is theirs."""

        sensitive = frozenset({"reply", "note"})
        operational = frozenset({"id", "case", "replied_at", "replied_by"})
