"""消し残しのないこと: every table with something of a person in it is reached by a room's erase, or says why not."""

from django.apps import apps

from takigi.access import actions as access
from takigi.casework.handing_over import RECORDS as CASEWORK
from takigi.collaboration.handing_over import RECORDS as COLLABORATION
from takigi.custody.handing_over import RECORDS as CUSTODY
from takigi.meetings.handing_over import RECORDS as MEETINGS
from takigi.people.handing_over import RECORDS as PEOPLE
from takigi.programmes.handing_over import RECORDS as PROGRAMMES
from takigi.resources.handing_over import RECORDS as PLACES
from takigi.success_cases.handing_over import RECORDS as SUCCESSES

ROOMS = (CUSTODY, MEETINGS, SUCCESSES, COLLABORATION, PROGRAMMES, PLACES, CASEWORK, PEOPLE, access.RECORDS)
DECLARED = {one.model._meta.label for room in ROOMS for one in room}

# Reached by a step of its own in the room's erase; the word says which.
BY_A_STEP = {
    "people.Household": "goes when nobody is left in it",
    "people.ImportProblem": "goes with the person's line of the file",
    "meetings.Minutes": "loses the boxes of the items that go",
    "logic_models.Voice": "loses its words and its way back when the visit goes",
    "evaluation.FactKey": "is cut",
}
# Never about a person in care, each with the reason.
OF_NOBODY_IN_CARE = {
    "organisations.Staff": "職員の名簿",
    "organisations.MaintenanceSession": "why an administrator used the powers",
    "audit.Event": "holds references and kinds, never a name; the chain is kept whole",
    "people.ImportBatch": "the name of a file, chosen by the office; its lines go",
    "casework.ChecklistImport": "the name of a file, chosen by the office; its lines go",
    "meetings.BodyMember": "members of bodies",
    "meetings.Invitation": "who is invited to a meeting",
    "meetings.Attendance": "who came to a meeting",
    "resources.Resource": "a place; in its words now and then the people who hold it",
    "resources.ResourceContact": "whoever holds a place, not somebody in care",
    "resources.UnmetNeed": "what is missing in an area, written without names",
    "resources.UnmetStep": "what was talked about in the area",
    "surveys.Response": "answers of supporters, without a name",
    "evaluation.ReportedNumber": "numbers as reported, small groups closed",
}
# The team's own words about its work: agreed versions cannot be changed, and a name is refused when they are typed.
STORIES = "logic_models."


def test_every_table_with_something_of_a_person_is_reached_by_an_erase():
    told = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("takigi.")
        and (getattr(model.Handling, "identifies", ()) or getattr(model.Handling, "sensitive", ()))
    }
    forgotten = {
        label
        for label in told - DECLARED - BY_A_STEP.keys() - OF_NOBODY_IN_CARE.keys()
        if not label.startswith(STORIES)
    }
    assert forgotten == set(), "人の記録がある表は、部屋の handing_over.py の RECORDS に加えてください"
    assert (DECLARED | BY_A_STEP.keys() | OF_NOBODY_IN_CARE.keys()) - {
        m._meta.label for m in apps.get_models()
    } == set()


def test_nothing_hangs_from_a_table_that_goes_unless_it_goes_before():
    """Otherwise the database would refuse, on the day of the disposal."""
    for room in ROOMS:
        order = [one.model for one in room]
        for place, model in enumerate(order):
            later = set(order[place + 1 :])
            for relation in model._meta.get_fields(include_hidden=True):
                if not relation.auto_created or relation.concrete or relation.field.null:
                    continue
                hanging = relation.related_model
                assert hanging._meta.label in DECLARED | BY_A_STEP.keys(), (hanging, model)
                assert hanging not in later or hanging is model, (hanging, model)
