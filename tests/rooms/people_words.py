"""試験のことば: what the tests about people say to the actions, in one place."""

from takigi.people.actions import persons
from takigi.people.actions.persons import PersonDetails
from tests.worlds import Role


def details(**changed):
    """The facts of the one whom `register` makes first, with these changed."""
    facts = {
        "name": "山田　ハナ",
        "name_kana": "ヤマダ　ハナ",
        "birth": "昭和12年4月1日",
        "sex": "2",
        "insured_no": "0000000001",
        "address": "みどり野市東町1-2-3",
    }
    return PersonDetails(**(facts | changed))


def protect(world, person, *roles):
    """Protect the person's address for everybody but the staff of these roles."""
    persons.protect_address(
        by=world.viewer(Role.INSURANCE_HEAD),
        person_id=person,
        staff_ids=[world.staff_id(role) for role in roles],
        reason="支援措置の申出（令和9年3月まで）",
    )
