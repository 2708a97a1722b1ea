"""進みぐあいの棒: asks again by itself while the work goes on."""

import uuid

from django.urls import reverse

from takigi.components.progress_bar import ProgressBar
from takigi.people.queries.imports import Progress


def progress_bar(batch_id: uuid.UUID, progress: Progress) -> ProgressBar:
    """The bar of this moment. Before the work has begun nobody knows how long it is."""
    poll = reverse("import_progress", args=[batch_id])
    return ProgressBar(progress.label, progress.done, progress.total or None, poll)
