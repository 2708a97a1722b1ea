"""町の決めごとと指標: what the head decides on a screen is what the numbers mean from that day on."""

from datetime import timedelta

import pytest

from takigi.casework.actions.settings import decide_way
from takigi.engines.folders import WAYS, read_ways
from takigi.evaluation.actions.snapshots import keep_snapshot
from takigi.evaluation.folders import faults_in, folder_of
from takigi.evaluation.models import Snapshot
from takigi.evaluation.queries.standing import question_of
from takigi.indicators.periods import months
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def test_a_decision_of_the_town_is_an_edition_of_its_numbers(world):
    head = world.viewer(Role.EAST_HEAD)
    window = months(head.on - timedelta(days=40), head.on)
    before = question_of(head, ["agreed_in_time"], periods=window)
    decide_way(by=head, key="agree_within_days", value="60", from_on=window[1].first_day, reason="訪問が混んでいるため")
    after = question_of(head, ["agreed_in_time"], periods=window)
    assert [one.edition.ways for one in before.asked] == [("訪問から合意までの日数: 45日",)]
    assert [one.edition.ways for one in after.asked] == [
        ("訪問から合意までの日数: 45日",),
        ("訪問から合意までの日数: 60日",),
    ]


@pytest.mark.usefixtures("facts_folder")
def test_the_decisions_lie_beside_the_facts_and_belong_to_what_is_verified(world):
    """決めごとは写しの ways.csv に残り、書きかえれば verify で分かる."""
    head = world.viewer(Role.EAST_HEAD)
    decide_way(by=head, key="agree_within_days", value="60", from_on=head.on, reason="訪問が混んでいるため")
    kept = Snapshot.objects.get(pk=keep_snapshot(municipality_id=world.municipality_id, at=head.at))
    path = folder_of(kept.folder) / WAYS
    assert read_ways(path) == [(head.on, "agree_within_days", "60")]
    assert list(faults_in(kept.folder, kept.fingerprint)) == []

    path.write_text(path.read_text().replace("60", "90"))
    assert list(faults_in(kept.folder, kept.fingerprint)) == [
        f"{WAYS}: 町の決めごとのファイルがないか、とったときと違います。"
    ]
