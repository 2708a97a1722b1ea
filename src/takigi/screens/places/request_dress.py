"""相談の着つけ: what waits and since when, why a place is shown, and what comes next."""

from datetime import date
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_short_japanese
from takigi.resources.queries.requests import Candidates, MatchLine, RequestCard, RequestPage
from takigi.resources.rules.matching import Need
from takigi.resources.rules.requests import Stage
from takigi.resources.rules.schedules import DAYS
from takigi.screens.places.dress import cost_of, days_of, way_of

TONES = {
    Stage.WAITING: Tone.WAITING,
    Stage.TAKEN: Tone.ACTIVE,
    Stage.CHOSEN: Tone.ACTIVE,
    Stage.INTRODUCED: Tone.ACTIVE,
    Stage.ATTENDED: Tone.DONE,
    Stage.NONE: Tone.QUIET,
    Stage.WITHDRAWN: Tone.QUIET,
}


def stage_tag(card: RequestCard) -> StatusTag:
    """どこまで進んだかの札."""
    return StatusTag(card.stage.label, TONES[card.stage])


def whose(viewer: Viewer, card: RequestCard) -> PersonName | str:
    """The person where the viewer may know them; otherwise what there is to say."""
    if card.person is None:
        return "名前を伝えない方" if card.is_of_case else "名前のない相談"
    return PersonName(card.person.name, card.person.name_kana, card.person.birth, viewer.on)


def request_row(viewer: Viewer, card: RequestCard) -> dict[str, Any]:
    """One line of a list."""
    return {
        "url": reverse("match_request", args=[card.request_id]),
        "who": whose(viewer, card),
        "text": card.text,
        "stage": stage_tag(card),
        "line": "　".join(
            part
            for part in (
                card.area_name,
                f"{card.source.label}から",
                f"{in_short_japanese(card.received_on)}（{_days_ago(card.received_on, viewer.on)}）",
                f"さがす人: {card.taken_by}" if card.taken_by else "",
            )
            if part
        ),
        "places": "、".join(card.places),
        "look": look_words(card) if card.next_look else "",
        "is_gone": card.is_gone,
    }


def look_words(card: RequestCard) -> str:
    """「3か月後のようすを聞く: R9.2.3まで」."""
    look = card.next_look
    return f"{look.months}か月後のようすを聞く（{in_short_japanese(look.due_on)}）" if look else ""


def _days_ago(day: date, on: date) -> str:
    days = (on - day).days
    return "きょう" if not days else f"{days}日前"


def need_facts(page: RequestPage) -> DefinitionList:
    """The conditions in words; what nobody said is not there."""
    need, card = page.need, page.card
    facts = (
        ("どんなこと", "、".join(one.label for one in card.interests)),
        ("地区", card.area_name or "どこでもよい"),
        ("行ける条件", "、".join(conditions(need))),
        ("あるとよい迎え方", "、".join(sorted(one.label for one in need.welcomes))),
        ("だれから", f"{card.source.label}（送った人: {card.asked_by}）"),
        ("さがす人", card.taken_by or "まだ決まっていません"),
    )
    return DefinitionList(tuple(Fact(name, value) for name, value in facts if value))


def conditions(need: Need) -> list[str]:
    """What shuts a place out."""
    told = []
    if need.weekdays:
        told.append("・".join(DAYS[day] for day in sorted(need.weekdays)) + "曜")
    if need.most_walk is not None:
        told.append(f"歩いて{need.most_walk}分まで")
    if need.is_to_be_taken:
        told.append("送迎や乗りものがいる")
    if need.is_without_steps:
        told.append("坂や段差をさける")
    if need.most_cost is not None:
        told.append(f"{need.most_cost:,}円まで" if need.most_cost else "無料の所")
    return told


def match_row(line: MatchLine, *, may_answer: bool) -> dict[str, Any]:
    """A chosen place with its days and the one thing that comes next."""
    number = [line.match_id]
    days = [f"{in_short_japanese(line.chosen_on)}に{line.chosen_by}が選んだ"]
    if line.introduced_on:
        along = f"（はじめての日は{line.accompanied_by.label}）" if line.accompanied_by else ""
        days.append(f"{in_short_japanese(line.introduced_on)}に紹介した{along}")
    if line.first_attended_on:
        role = f"。役割: {line.role_taken}" if line.role_taken else ""
        days.append(f"{in_short_japanese(line.first_attended_on)}にはじめて行った{role}")
    if line.given_up_on:
        days.append(f"{in_short_japanese(line.given_up_on)}にやめた。{line.given_up_reason}")
    looked = [
        f"{one.months}か月後（{in_short_japanese(one.looked_on)}）: {one.standing.label}"
        + (f"　{one.note}" if one.note else "")
        for one in line.looked_after
    ]
    return {
        "name": line.resource_name,
        "url": reverse("place", args=[line.resource_id]),
        "paper": reverse("place_paper", args=[line.resource_id]) if line.is_handed and not line.given_up_on else "",
        "days": days,
        "looked": looked,
        "next": _next(line, number) if may_answer and not line.given_up_on else [],
    }


def _next(line: MatchLine, number: list[Any]) -> list[tuple[str, str]]:
    if line.first_attended_on:
        look = line.next_look
        if look is None:
            return []
        return [(f"{look.months}か月後のようすを書く", reverse("match_look", args=[*number, look.months]))]
    give_up = ("この場所をやめる", reverse("match_step", args=[*number, "give_up"]))
    if line.introduced_on:
        return [("はじめて行った日を書く", reverse("match_step", args=[*number, "attend"])), give_up]
    return [("紹介した日を書く", reverse("match_step", args=[*number, "introduce"])), give_up]


def candidate_rows(found: Candidates, *, most: int) -> list[dict[str, Any]]:
    """The candidates as they are shown, and therefore kept: reasons, and what to ask."""
    rows = []
    for one in found.matched.candidates[:most]:
        card = found.cards[one.place.resource_id]
        facts = (card.words.kind.label, card.area_name, days_of(card.words), cost_of(card.words), way_of(card.words))
        rows.append(
            {
                "id": one.place.resource_id,
                "name": one.place.name,
                "url": reverse("place", args=[card.resource_id]),
                "line": "　".join(fact for fact in facts if fact),
                "reasons": one.reasons or ("条件に合う",),
                "to_ask": "、".join(one.to_ask),
            }
        )
    return rows
