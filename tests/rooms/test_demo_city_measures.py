"""見本の町の指標: every indicator of working together has its box, and every way of seeing leads to a record; nothing hangs loose."""

import re
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from takigi.access.queries import viewer_of
from takigi.demo.city_measures import COUNTED
from takigi.demo.load import build_offices
from takigi.demo.load_city_measures import count_story
from takigi.demo.load_team_stories import tell_story
from takigi.demo.team_stories import NOBODY_ALONE
from takigi.demo.towns import PLANS
from takigi.evaluation.actions.snapshots import renew_ground
from takigi.indicators.catalogue import NEVER_TARGETS, all_indicators, indicator
from takigi.indicators.catalogue.traces import TRACES
from takigi.indicators.missing import MissingKind
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.rules.learning import UseRole
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.outline import read_outline

AT = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
TEXT = NOBODY_ALONE.outline.format(soon="2026-12-20", spring="2027-04-02", late="2026-10-20")
NUMBER = re.compile(r"協働の指標一覧 (K\d+[a-z]?)")


def theory():
    return read_outline(TEXT, on=AT.date()).theory


def test_every_indicator_of_working_together_has_a_box_in_the_story_of_the_city():
    numbered = {}
    for one in all_indicators():
        if found := NUMBER.match(one.editions[-1].source):
            numbered.setdefault(found[1], set()).add(one.key)
    here = {one.key for one in COUNTED}
    assert {f"K{number}" for number in range(1, 27)} <= set(numbered)
    assert [number for number, keys in numbered.items() if not keys & here] == []
    boxes = {node.text for node in theory().nodes}
    assert [one.box for one in COUNTED if one.box not in boxes] == []


def test_every_way_of_seeing_names_its_record_and_leads_to_a_number_or_a_voice():
    now = theory()
    rows = now.of(Monitoring)
    assert len(rows) == len(TRACES)
    assert [row.text for row in rows if not (row.record_where and row.sign and row.who and row.rethink_sign)] == []
    words = {node.key: node.text for node in now.nodes}
    watched = {words[key] for row in rows for key in row.outcomes}
    counted_there = {one.key for one in COUNTED if one.box in watched}
    on_the_path = {one.key for one in COUNTED}
    for trace in TRACES:
        # What only the room's voice tells has no number; who came is counted at what the gathering brought about.
        assert trace.because or set(trace.keys) & on_the_path, trace.seen_by
    assert {"owner_kept_6m", "still_involved", "ties_activated", "alone_with_the_case"} <= counted_there


def test_a_target_has_a_ground_and_what_may_have_none_has_none():
    aimed = [one for one in COUNTED if one.aim is not None]
    assert all(one.basis for one in aimed)
    assert [one.key for one in aimed if one.key in NEVER_TARGETS or one.role is UseRole.WATCH] == []
    assert [one.key for one in COUNTED if indicator(one.key).unit.word == "件" and one.aim is not None] == []


@pytest.mark.later
@pytest.mark.django_db
def test_a_box_takes_its_baseline_from_the_records_or_says_why_there_is_none(facts_folder):
    town = SimpleNamespace(plan=PLANS["nagihama"])
    built = build_offices(town.plan, password="けやき 並木 朝の光 あたらしい靴", at=AT)
    story_id = tell_story(town, built, at=AT)
    renew_ground(municipality_id=built.municipality_id, at=AT)
    assert count_story(town, built, story_id, at=AT) == len(COUNTED)

    by = viewer_of(built.staff_ids["n.kajiwara"], built.municipality_id, is_active=True, at=AT)
    uses = {one.indicator: one for one in uses_of(by, story_id)}
    assert uses.keys() == {one.key for one in COUNTED}
    # Nobody has worked together here yet: a share of nothing is no share, and none of the alarms rang.
    assert uses["owner_kept_6m"].baseline.missing is MissingKind.NOT_APPLICABLE
    assert uses["opened_without_basis"].baseline.value == 0
    kept = uses["owner_kept_6m"].targets_in_force
    assert [line.value for line in kept] == [80, 80] and all(line.note for line in kept)
