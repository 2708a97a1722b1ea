"""日時の言い方: a moment in both eras and the town's own time."""

from datetime import datetime

from django.utils.timezone import localtime

from takigi.kernel.era_names import in_both_eras


def moment_in_words(at: datetime) -> str:
    """令和8年11月23日（2026年）14:32."""
    here = localtime(at)
    return f"{in_both_eras(here.date())}{here:%H:%M}"
