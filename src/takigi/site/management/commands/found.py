"""takigi found: a municipality, its information section and its first administrator; everything else is done on the screens."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate, now

from takigi.kernel.local_government import is_lg_code
from takigi.organisations import actions, queries
from takigi.organisations.rules import AgencyKind, Duty, Field, SecrecyType
from takigi.site.management.commands.staff import new_password


class Command(BaseCommand):
    """自治体を開く."""

    help = "自治体を一つ開き、最初のシステム管理の職員を作ります。そのあとのことは、その職員が画面でします。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The municipality's numbers and the first administrator."""
        parser.add_argument("--name", required=True, help="自治体の名前")
        parser.add_argument("--lg-code", required=True, help="全国地方公共団体コード（6けた）")
        parser.add_argument("--insurer-no", required=True, help="介護保険の保険者番号（6けた）")
        parser.add_argument("--agency", default="情報の担当", help="システム管理の職員がいる課の名前")
        parser.add_argument("--login-name", required=True, help="最初の職員のサインイン名")
        parser.add_argument("--staff-name", required=True, help="最初の職員の氏名")

    def handle(self, *args: Any, **given: Any) -> None:
        """All or nothing; the temporary password is shown once."""
        self._check(given)
        password = new_password()
        try:
            _found(given, password)
        except ValidationError as error:
            raise CommandError("、".join(error.messages)) from error
        self.stdout.write(f"{given['name']}を開きました。")
        self.stdout.write(f"サインイン名: {given['login_name']}")
        self.stdout.write(f"仮のパスワード: {password}")
        self.stdout.write("最初のサインインで、自分のパスワードと二段階の確認を決めます。")

    def _check(self, given: dict[str, Any]) -> None:
        if not is_lg_code(given["lg_code"]):
            raise CommandError(
                "全国地方公共団体コードは、検査数字をふくむ6けたの数字です。写し間違いがないか確かめてください。"
            )
        if not (given["insurer_no"].isdecimal() and len(given["insurer_no"]) == 6):
            raise CommandError("保険者番号は6けたの数字です。")
        for one in queries.municipalities():
            if one.lg_code == given["lg_code"] or one.insurer_no == given["insurer_no"]:
                raise CommandError(f"この番号の自治体（{one.name}）は、すでにあります。")


@transaction.atomic
def _found(given: dict[str, Any], password: str) -> None:
    at = now()
    municipality_id = actions.found_municipality(
        lg_code=given["lg_code"], insurer_no=given["insurer_no"], name=given["name"], at=at
    )
    agency_id = actions.open_agency(
        by=None,
        municipality_id=municipality_id,
        name=given["agency"],
        kind=AgencyKind.CITY_SECTION,
        fields=(Field.CITY_HALL,),
        secrecy_type=SecrecyType.PUBLIC,
        from_on=localdate(at),
        at=at,
    )
    staff_id = actions.take_in_staff(
        by=None,
        municipality_id=municipality_id,
        login_name=given["login_name"],
        name=given["staff_name"],
        name_kana="",
        profession="",
        password=password,
        is_temporary=True,
        at=at,
    )
    actions.give_post(
        by=None, staff_id=staff_id, agency_id=agency_id, duty=Duty.ADMINISTRATION, from_on=localdate(at), at=at
    )
