"""会議の机: the people, sheets and windows of the walk through a 地域ケア個別会議. All are invented."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from playwright.sync_api import Page

from tests.browser.two_lives import Clock
from tests.worlds import Role, World, seat

DESK, TABLET, PHONE = ({"width": w, "height": h} for w, h in ((1366, 768), (820, 1180), (390, 844)))
BODY, TITLE = "地域ケア個別会議", "第3四半期の会議"
PEOPLE = (
    ("柏木 フミ", "カシワギ フミ", "昭和14年6月2日", "みどり野市東町3-1-12"),
    ("須永 辰夫", "スナガ タツオ", "昭和12年11月30日", "みどり野市東町5-8"),
    ("鳥居 スエ", "トリイ スエ", "昭和16年1月9日", "みどり野市東町2-14-7"),
    ("蓮見 稔", "ハスミ ミノル", "昭和13年8月21日", "みどり野市東町9-2-3"),
    ("綿貫 キク", "ワタヌキ キク", "昭和10年3月15日", "みどり野市東町4-6"),
    ("氏家 豊", "ウジイエ ユタカ", "昭和18年12月4日", "みどり野市東町7-7-1"),
    ("八重樫 ナミ", "ヤエガシ ナミ", "昭和15年5月28日", "みどり野市東町1-20"),
)
# why it was chosen, the person's goal, what should be solved, what a profession advises, what is promised
SHEETS = (
    ("転んでから畑に出なくなった", "また畑に出たい", "畑までの坂をどう歩くか", "坂は横向きに、杖は下の手で", "畑までの道を一度いっしょに歩く"),
    ("食が細くなり、体重が落ちた", "孫と外で食べたい", "朝を食べられる工夫", "牛乳に一品たすことから", "食事の写真を2週間ぶん見る"),
    ("薬が増えて、昼に眠い", "昼の碁会に戻る", "眠気と薬のかかわり", "飲む時刻を医師に相談できます", "お薬手帳を持って相談に行く"),
    ("むせるので人前で食べない", "茶飲みに行きたい", "むせない食べ方", "一口を小さく、飲みこむまで待つ", "歯科の受診につきそう"),
    ("買い物を家族にまかせきり", "自分で選んで買いたい", "店までの行き方", "荷物は前に抱えず、押し車で", "移動販売の時刻を届ける"),
    ("退院してから話す人がいない", "ラジオ体操に戻る", "朝の集まりへのつなぎ", "はじめの3回は誘いに行く", "体操の世話役に引き合わせる"),
)  # fmt: skip

PROFESSIONS = (
    "リハビリテーション職",
    "管理栄養士",
    "薬剤師",
    "歯科衛生士",
    "リハビリテーション職",
    "生活支援コーディネーター",
)


def secrets() -> list[str]:
    """All that would tell who it is."""
    named = [
        part for name, kana, _, _ in PEOPLE for part in (*name.split(), *kana.split(), name, name.replace(" ", ""))
    ]
    return [*(one for one in named if len(one) > 1), *(one[2] for one in PEOPLE), *(one[3][5:] for one in PEOPLE)]


@dataclass
class Table:
    """みんなの机: a window for each, and the town's clock."""

    world: World
    body: uuid.UUID
    clock: Clock
    url: str
    new_page: Callable[..., Page]
    look: Callable[..., None]
    desks: dict[Role, Page] = field(default_factory=dict)
    conference: str = ""

    def desk(self, role: Role) -> Page:
        """The window of somebody who is signed in."""
        if role not in self.desks:
            page = self.new_page()
            page.set_default_timeout(60_000)
            page.set_default_navigation_timeout(120_000)
            name = django_settings.SESSION_COOKIE_NAME
            value = seat(Client(), self.world, role).cookies[name].value
            page.context.add_cookies([{"name": name, "value": value, "url": self.url}])
            self.desks[role] = page
        page = self.desks[role]
        # What a page counts down to is the town's time.
        page.clock.set_fixed_time(self.clock.at)
        return page

    def at(self, *, days: int = 0, hour: int, minute: int = 0) -> None:
        """So many days on, at this hour."""
        later = localtime(self.clock.at) + timedelta(days=days)
        self.clock.at = later.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def side(self, name: str) -> str:
        """The address of a side of the conference."""
        return reverse(name, args=[self.conference])
