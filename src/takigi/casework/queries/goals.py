"""目標の読み取り: the goals of a case with their ratings, and the page for the refrigerator."""

import uuid
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.casework.models import FormerLife, Goal, GoalRating
from takigi.casework.policies import seen_case
from takigi.casework.rules.goals import GoalField, Party
from takigi.casework.sheets import GoalPage
from takigi.instruments.timepoints import Timepoint
from takigi.organisations.queries import names_of_agencies, names_of_staff
from takigi.people.queries.names import named_persons


@dataclass(frozen=True)
class Rating:
    """実行度・満足度の一回."""

    timepoint: Timepoint
    rated_on: date
    performance: int
    satisfaction: int


@dataclass(frozen=True)
class GoalLine:
    """目標の一つ, with its ratings in the order of their days."""

    goal_id: uuid.UUID
    position: int
    text: str
    field: GoalField
    graduation: str
    target_on: date | None
    proposed_on: date
    agreed_on: date | None
    agreed_by: tuple[str, ...]
    self_does: str
    family_does: str
    team_does: str
    is_achieved: bool | None
    judged_on: date | None
    why_not: str
    ratings: tuple[Rating, ...]

    def rating_at(self, timepoint: Timepoint) -> Rating | None:
        """The rating in force at a time."""
        return next((one for one in self.ratings if one.timepoint is timepoint), None)


def goals_of(viewer: Viewer, case_id: uuid.UUID) -> tuple[GoalLine, ...]:
    """The goals in force, in their order; the reading was noted with the heading. Four queries."""
    rows = list(
        Goal.objects.filter(case=seen_case(viewer, case_id), replaced_by__isnull=True).order_by(
            "position", "recorded_at"
        )
    )
    ratings: dict[uuid.UUID, list[Rating]] = {row.pk: [] for row in rows}
    heard = GoalRating.objects.filter(goal__in=rows, replaced_by__isnull=True).order_by("rated_on", "pk")
    for one in heard:
        ratings[one.goal_id].append(Rating(Timepoint(one.timepoint), one.rated_on, one.performance, one.satisfaction))
    return tuple(_line(row, tuple(ratings[row.pk])) for row in rows)


def _line(row: Goal, ratings: tuple[Rating, ...]) -> GoalLine:
    return GoalLine(
        goal_id=row.pk,
        position=row.position,
        text=row.text,
        field=GoalField(row.field),
        graduation=row.graduation,
        target_on=row.target_on,
        proposed_on=row.proposed_on,
        agreed_on=row.agreed_on,
        agreed_by=tuple(Party(one).label for one in row.agreed_by),
        self_does=row.self_does,
        family_does=row.family_does,
        team_does=row.team_does,
        is_achieved=row.is_achieved,
        judged_on=row.judged_on,
        why_not=row.why_not,
        ratings=ratings,
    )


@dataclass(frozen=True)
class Wish:
    """訪問で聞いたこと: what the person and the family want back, each in their own words, and the codes of what was lost."""

    before: str
    person: str
    family: str
    lost: tuple[str, ...] = ()


def wish_of(viewer: Viewer, case_id: uuid.UUID) -> Wish | None:
    """The words of the latest visit, so that a goal need not be typed twice; None before a visit. Three queries."""
    rows = FormerLife.objects.filter(visit__case=seen_case(viewer, case_id), visit__replaced_by__isnull=True)
    life = rows.order_by("-visit__visited_on", "-visit__recorded_at").first()
    return Wish(life.before_text, life.wish_text, life.family_wish_text, tuple(life.lost_activities)) if life else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def goal_page(viewer: Viewer, case_id: uuid.UUID) -> GoalPage:
    """目標の紙: the person's words large, the point of graduation, who does what. Nine queries."""
    case = seen_case(viewer, case_id)
    goals = goals_of(viewer, case_id)
    person = named_persons(viewer.municipality_id, [case.person_id])[case.person_id]
    staff = names_of_staff(viewer.municipality_id, {case.owner_id} if case.owner_id else set())
    agency = names_of_agencies(viewer.municipality_id, {case.agency_id}).get(case.agency_id, "")
    agreed = [one.agreed_on for one in goals if one.agreed_on]
    return GoalPage(
        called=f"{person.name}さん",
        my_words="\n".join(f"{one.text}" for one in goals),
        graduation_point="\n".join(one.graduation for one in goals if one.graduation),
        what_i_do=tuple(line for one in goals for line in _lines(one.self_does)),
        what_family_does=tuple(line for one in goals for line in _lines(one.family_does)),
        what_professionals_do=tuple(line for one in goals for line in _lines(one.team_does)),
        agreed_on=max(agreed, default=None),
        next_on=case.next_step_on,
        next_what=case.next_step,
        contact_name=f"{agency}　{staff.get(case.owner_id or 0, '')}".strip("　"),
    )
