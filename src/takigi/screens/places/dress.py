"""場所の着つけ: a card on a list and on its page, in the words one would use on the telephone."""

from typing import Any

from django.urls import reverse

from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_short_japanese
from takigi.resources.queries.cards import Contact, Introduced, ResourceCard
from takigi.resources.rules.cards import CardWords
from takigi.resources.rules.schedules import DAYS, days_in_words
from takigi.resources.rules.words import ResourceState, Sharing

TONES = {ResourceState.ACTIVE: Tone.ACTIVE, ResourceState.RESTING: Tone.WAITING, ResourceState.ENDED: Tone.QUIET}
KEPT = "連絡先は、生活支援コーディネーターがあずかっています。"


def state_tag(card: ResourceCard) -> StatusTag:
    """いまのようすの札; unconfirmed comes before open."""
    if card.state is ResourceState.ACTIVE and card.is_to_confirm:
        return StatusTag("確かめてから" if card.verified_on else "まだ確かめていない", Tone.WAITING)
    return StatusTag(card.state.label, TONES[card.state])


def days_of(words: CardWords) -> str:
    """「毎週火曜 10:00〜11:30、12月から3月は休み」."""
    told = [*days_in_words(words.slots)]
    if words.rest:
        told.append(words.rest.words)
    if words.is_closed_on_holidays:
        told.append("祝日は休み")
    return "、".join(told) or words.days_note


def cost_of(words: CardWords) -> str:
    """「200円（お茶と菓子）」; nothing where nobody has asked."""
    if words.cost_yen is None:
        return words.cost_note
    told = f"{words.cost_yen:,}円" if words.cost_yen else "無料"
    return f"{told}（{words.cost_note}）" if words.cost_note else told


def way_of(words: CardWords) -> str:
    """「歩いて5分（東町のバス停から）、送迎がある」."""
    told = []
    if words.walk_minutes is not None:
        told.append(f"歩いて{words.walk_minutes}分" + (f"（{words.walk_from}）" if words.walk_from else ""))
    told += [one.label for one in sorted(words.access) if not (one == "walk" and told)]
    return "、".join(told)


def _labels(some: Any) -> str:
    return "、".join(one.label for one in sorted(some, key=list(type(next(iter(some)))).index)) if some else ""


def card_of(card: ResourceCard) -> dict[str, Any]:
    """One card of the list."""
    words = card.words
    facts = (days_of(words), cost_of(words), way_of(words))
    return {
        "name": words.name,
        "url": reverse("place", args=[card.resource_id]),
        "confirm_url": reverse("place_confirm", args=[card.resource_id]),
        "line": "　".join(part for part in (words.kind.label, card.area_name, words.place) if part),
        "facts": [fact for fact in facts if fact],
        "interests": _labels(words.interests),
        "welcomes": _labels(words.welcomes),
        "state": state_tag(card),
        "verified": seen_line(card),
    }


def seen_line(card: ResourceCard) -> str:
    """「11月3日に確かめた」."""
    return f"{in_short_japanese(card.verified_on)}に確かめた" if card.verified_on else "まだだれも確かめていません"


def page_facts(card: ResourceCard) -> DefinitionList:
    """What one needs to know before one goes there."""
    words = card.words
    days = "、".join(part for part in (days_of(words), words.days_note if words.slots else "") if part)
    return DefinitionList(
        (
            Fact("種類", words.kind.label),
            Fact("地区", card.area_name or "町の全体"),
            Fact("場所", "　".join(part for part in (words.place, words.address) if part)),
            Fact("ひらく日", days),
            Fact("費用", cost_of(words)),
            Fact("行き方", way_of(words)),
            Fact("場所のようす", _labels(words.comforts)),
            Fact("ここでできること", _labels(words.interests)),
            Fact("迎え方", _labels(words.welcomes)),
            Fact("来ている人とふんいき", words.atmosphere),
            Fact("できる役割", words.roles),
            Fact("空き", words.capacity_note),
            Fact("参加の条件", words.conditions),
        )
    )


def contact_line(contact: Contact) -> str:
    """「世話役の方 000-…（夕方に）」, or who keeps it."""
    if contact.is_kept:
        return KEPT
    told = "　".join(part for part in (contact.name, contact.phone) if part)
    return f"{told}（{contact.note}）" if told and contact.note else told or contact.note


def office_facts(card: ResourceCard, contact: Contact, verified_by: str) -> DefinitionList:
    """What the office must know of a card."""
    words = card.words
    seen = f"{in_short_japanese(card.verified_on)} {verified_by}" if card.verified_on else "まだだれも確かめていません"
    consent = f"（{in_short_japanese(words.consent_on)}に同意）" if words.consent_on else ""
    return DefinitionList(
        (
            *(
                (Fact("連絡先", KEPT),)
                if contact.is_kept
                else (
                    Fact("世話役・窓口", contact.name),
                    Fact("電話", f"{contact.phone}{f'（{contact.note}）' if contact.note else ''}"),
                )
            ),
            Fact("だれに伝えてよいか", Sharing(words.sharing).label + consent),
            Fact("確かめた日", seen.strip()),
            Fact("どこで知ったか", words.source),
        )
    )


def introduced_lines(told: Introduced) -> list[str]:
    """Numbers with their denominators; nothing before anybody was introduced."""
    if not told.introduced:
        return []
    lines = [f"紹介した{told.introduced}人中{told.attended}人が通い始めた"]
    if told.asked_at_three:
        lines.append(f"3か月後に聞いた{told.asked_at_three}人中{told.stayed_at_three}人が続けている")
    return lines


def weekday_of(day: Any) -> str:
    """「11月24日（火）」."""
    return f"{day.month}月{day.day}日（{DAYS[day.weekday()]}）"
