"""見本の町を作る: offices, residents, three years of certifications from a ledger, and dirty sample ledgers to try."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from takigi.access.grounds import Viewer
from takigi.demo.ledger_lines import EDITIONS
from takigi.demo.ledger_sample import Dirt, write_ledger
from takigi.demo.load import Say, SignIn, build_offices, insurance_viewer, settle_residents
from takigi.demo.load_cases import live_stories
from takigi.demo.load_city_measures import count_story
from takigi.demo.load_places import live_places
from takigi.demo.load_shared import live_together
from takigi.demo.load_team_stories import tell_story
from takigi.demo.town import Town
from takigi.evaluation.actions.snapshots import renew_ground
from takigi.exchange.ledger_intake import receive_ledger
from takigi.exchange.ledger_reading import check_import
from takigi.people.actions.imports import begin_check, confirm_import

# The town has not brought a ledger in since then, so that the sample ledgers hold something new.
DAYS_BEHIND = 31


def build_town(town: Town, *, password: str, at: datetime, samples: Path, say: Say) -> tuple[SignIn, ...]:
    """Build the whole town in an empty database; returns the sign-ins to print.

    The certifications come in as they would in a real town: by importing a ledger.
    """
    built = build_offices(town.plan, password=password, at=at)
    say("住民を登録しています …")
    settle_residents(town, built, at=at, say=say)
    say("認定の台帳を取り込んでいます …")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "受給者台帳.csv"
        last_import = town.plan.on - timedelta(days=DAYS_BEHIND)
        write_ledger(town, path, form="csv", dirt=Dirt.clean(), seed=town.seed, decided_by=last_import)
        bring_in_ledger(path, by=insurance_viewer(town.plan.key, built, at=at))
    say("見本のケースを入れています …")
    live_stories(town, built, at=at)
    story_id = tell_story(town, built, at=at)
    live_places(town, built, at=at)
    live_together(town, built, at=at)
    say("数の土台を整えています …")
    renew_ground(municipality_id=built.municipality_id, at=at)
    count_story(town, built, story_id, at=at)
    say("ためすための台帳を書いています …")
    write_samples(town, samples)
    return built.sign_ins


def bring_in_ledger(path: Path, *, by: Viewer) -> uuid.UUID:
    """A ledger from receipt to confirmation at one go, without the queue; returns the import's number."""
    batch = receive_ledger(by=by, path=path, name=path.name)
    begin_check(by=by, batch_id=batch)
    check_import(batch, at=by.at)
    confirm_import(by=by, batch_id=batch)
    return batch


def write_samples(town: Town, folder: Path) -> list[Path]:
    """よごれた見本の台帳: one file of each edition, as cities export them."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for edition, form in zip(EDITIONS, ("csv", "xlsx", "csv"), strict=False):
        path = folder / f"見本_{edition}.{form}"
        write_ledger(town, path, form=form, edition=edition, dirt=Dirt.usual(), seed=town.seed)
        made.append(path)
    return made
