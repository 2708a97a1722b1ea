"""takigi facts snapshot | verify: keeps the facts of a town as they are now, and says whether a kept snapshot is still what it was."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime, now

from takigi.evaluation.actions.snapshots import keep_snapshot, renew_ground
from takigi.evaluation.queries.snapshots import KeptSnapshot, faults_of, kept_snapshots
from takigi.organisations import queries as organisations
from takigi.organisations.queries import MunicipalityCard

DOINGS = ("snapshot", "verify", "refresh")


class Command(BaseCommand):
    """事実の写しをとる、確かめる."""

    help = (
        "事実の写し。snapshot: いまの事実を、名前のない表にして残します。verify: 残した写しが、とったときのままかを確かめます。"
        "refresh: きょうの数の土台を、いま作りなおします（毎晩2時半には、裏の仕事が自分で作りなおします）。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word, and for which town or snapshot."""
        parser.add_argument("what", nargs="?", default="", metavar="|".join(DOINGS), help="とる、確かめる、作りなおす")
        parser.add_argument("--town", default="", help="全国地方公共団体コード（6けた）。はぶくと、すべての自治体")
        parser.add_argument("--label", default="", help="snapshot のとき: 写しの名前（例: 令和8年度上半期）")
        parser.add_argument("--snapshot", default="", help="verify のとき: 写しの番号。はぶくと、残したものすべて")

    def handle(self, *args: Any, what: str, town: str, label: str, snapshot: str, **options: Any) -> None:
        """Exit code 1 when a snapshot is not what it was."""
        if what not in DOINGS:
            raise CommandError(f"facts の次の言葉に「{what}」はありません（あるのは {'、'.join(DOINGS)}）。")
        if snapshot and not snapshot.isdecimal():
            raise CommandError(f"--snapshot には写しの番号を書いてください（いまは「{snapshot}」）。")
        towns = _towns(town)
        if what == "verify":
            self._verify(
                [one for it in towns for one in kept_snapshots(it.municipality_id)], int(snapshot) if snapshot else None
            )
            return
        for it in towns:
            if what == "refresh":
                renew_ground(municipality_id=it.municipality_id, at=now())
                self.stdout.write(f"{it.name}の数の土台を作りなおしました。")
                continue
            number = keep_snapshot(municipality_id=it.municipality_id, at=now(), label=label)
            kept = next(one for one in kept_snapshots(it.municipality_id) if one.snapshot_id == number)
            self.stdout.write(f"{it.name}の写し {number} をとりました（{kept.people:,}人、{kept.rows:,}行）。")
            self.stdout.write(f"指紋 {kept.fingerprint}")

    def _verify(self, kept: list[KeptSnapshot], number: int | None) -> None:
        chosen = [one for one in kept if number in {None, one.snapshot_id}]
        if number is not None and not chosen:
            raise CommandError(f"写し {number} はありません。番号を確かめてください。")
        broken = 0
        for one in chosen:
            name = f"写し {one.snapshot_id}（{localtime(one.taken_at):%Y-%m-%d %H:%M}）"
            faults = list(faults_of(one))
            broken += bool(faults)
            for sentence in faults:
                self.stdout.write(f"× {name}: {sentence}")
            if not faults:
                self.stdout.write(f"○ {name}は、とったときのままです（{one.rows:,}行）。")
        if not chosen:
            self.stdout.write("残した写しは、まだありません。")
        if broken:
            self.stdout.write(f"{broken} 件の写しが、とったときと違います。控えのバックアップと見くらべてください。")
            sys.exit(1)


def _towns(lg_code: str) -> list[MunicipalityCard]:
    found = [one for one in organisations.municipalities() if lg_code in {"", one.lg_code}]
    if not found:
        raise CommandError(
            f"全国地方公共団体コード {lg_code} の自治体はありません。" if lg_code else "自治体がまだありません。"
        )
    return found
