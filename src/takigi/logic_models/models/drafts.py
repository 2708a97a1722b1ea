"""書きかけ: what somebody has typed into a form of a story and not kept yet. Nobody else reads it."""

from django.db import models


class StoryDraft(models.Model):
    """書きかけ. One row a writer, story and form; it goes when the form is kept."""

    writer = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    story = models.ForeignKey("logic_models.Story", models.PROTECT, related_name="+")
    form = models.CharField("用紙", max_length=20)
    entries = models.JSONField("書いたこと", default=dict, blank=True)
    updated_at = models.DateTimeField("最後に書いた日時")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["writer", "story", "form"], name="story_draft_once_a_form"),
        ]

    class Handling:
        """Half-written words may still name somebody."""

        sensitive = frozenset({"entries"})
        operational = frozenset({"id", "writer", "story", "form", "updated_at"})
