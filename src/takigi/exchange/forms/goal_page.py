"""目標の紙: the page that hangs on the refrigerator, as large as its words allow, always one page."""

from __future__ import annotations

from takigi.casework.sheets import GoalPage
from takigi.exchange.forms.fitting import with_breaks
from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.forms.typesetting import Signs, typeset
from takigi.exchange.forms.wording import BLANK_DAY
from takigi.kernel.era_names import in_japanese

TITLE = "目標の紙"
_WEEKDAYS = "月火水木金土日"


def goal_page_pdf(page: GoalPage, imprint: Imprint) -> bytes:
    """The goal page as PDF/A-2b. It shrinks its letters rather than beginning a second page."""
    signs = Signs()

    def shown(text: str) -> str:
        return with_breaks(signs.drawn(text))

    content = {
        "title": TITLE,
        "called": shown(page.called),
        "my_words": shown(_without_brackets(page.my_words)),
        "graduation_point": shown(page.graduation_point),
        "what_i_do": [shown(one) for one in page.what_i_do],
        "what_family_does": [shown(one) for one in page.what_family_does],
        "what_professionals_do": [shown(one) for one in page.what_professionals_do],
        "next": shown(_next(page)),
        "agreed": in_japanese(page.agreed_on) if page.agreed_on else "",
        "contact": shown("　".join(part for part in (page.contact_name, page.contact_phone) if part)),
    }
    return typeset("goal_page.typ", content | {"remark": signs.remark}, imprint)


def _without_brackets(words: str) -> str:
    """The page sets the words in brackets itself."""
    return words[1:-1] if words.startswith("「") and words.endswith("」") and "「" not in words[1:] else words


def _next(page: GoalPage) -> str:
    if page.next_on is None:
        return page.next_what or BLANK_DAY.strip("　")
    on = page.next_on
    return f"{on.month}月{on.day}日（{_WEEKDAYS[on.weekday()]}）　{page.next_what}".rstrip("　")
