"""takigi staff: for an account whose owner stands outside and whom no administrator can help from inside."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from takigi.organisations import actions as organisations
from takigi.organisations.queries import staff_of_login_name
from takigi.site import actions

WORDS = ("password", "second-factor", "unlock")


class Command(BaseCommand):
    """サインインできない職員を助ける."""

    help = (
        "password: 仮のパスワードを決めます。second-factor: 二段階の確認を外します。unlock: 止まったサインインを開けます。"
        "どれも監査記録に残ります。本人であることを確かめてから使ってください。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and for whom."""
        parser.add_argument("what", choices=WORDS)
        parser.add_argument("login_name", help="サインイン名")

    def handle(self, *args: Any, what: str, login_name: str, **options: Any) -> None:
        """Say what was done; a temporary password is shown once."""
        found = staff_of_login_name(login_name)
        if found is None:
            raise CommandError(f"「{login_name}」というサインイン名の職員はいません。")
        staff_id, municipality_id = found
        if what == "password":
            password = new_password()
            organisations.set_password(by=None, staff_id=staff_id, password=password, is_temporary=True, at=now())
            self.stdout.write(f"仮のパスワード: {password}")
            self.stdout.write("本人に直接わたしてください。本人は、次のサインインで自分のものに変えます。")
        elif what == "second-factor":
            removed = actions.forget_second_factor(staff_id=staff_id, municipality_id=municipality_id, at=now())
            self.stdout.write(f"二段階の確認を外しました（{removed} 件）。本人は、次のサインインで加えなおします。")
        else:
            actions.unlock(login_name=login_name, staff_id=staff_id, municipality_id=municipality_id, at=now())
            self.stdout.write("止まっていたサインインを開けました。")


def new_password() -> str:
    """Random, and easy to write down and to type."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
