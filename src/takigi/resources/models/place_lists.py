"""場所の一覧の表: which list was taken over, and which cards came of it, so that it can be taken back."""

import uuid

from django.db import models


class PlaceList(models.Model):
    """取り込んだ一覧. `added`: the numbers of the cards that it wrote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    file_name = models.CharField("ファイルの名前", max_length=100)
    added = models.JSONField("書きとめたカード", default=list)
    known = models.PositiveIntegerField("もうあった行", default=0)
    left_out = models.PositiveIntegerField("入れなかった行", default=0)
    applied_at = models.DateTimeField("取り込んだ日時")
    applied_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    undone_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    undone_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    taken_back = models.PositiveIntegerField("取り消したカード", default=0)

    class Meta:
        indexes = [models.Index(fields=["municipality", "applied_at"], name="place_lists_of_town")]

    class Handling:
        """Nothing about anybody: the cards hold what the file said."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "file_name",
                "added",
                "known",
                "left_out",
                "applied_at",
                "applied_by",
                "undone_at",
                "undone_by",
                "taken_back",
            }
        )
