"""同意を書く: what the person says about sharing, heard by whoever works on the case; a withdrawal closes at once (I9)."""

import uuid

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.write_matrix import Action
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import CaseOnAgenda
from takigi.collaboration.policies.acting import Acting, case_for, known_case
from takigi.collaboration.queries.households import linked_members
from takigi.collaboration.rules.agenda import STANDING
from takigi.collaboration.rules.words import CollaborationRefused, withdrawal_of
from takigi.organisations import actions as organisation_actions
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty
from takigi.people.actions.consents import ConsentWords, record_consent_heard
from takigi.people.rules import ConsentPurpose, ConsentState


@transaction.atomic
def record_case_consent(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    purpose: ConsentPurpose,
    state: ConsentState,
    words: ConsentWords,
    member_id: uuid.UUID | None = None,
) -> None:
    """同意の一歩 (RECORD_CONSENT with the form's version); a withdrawal by anyone who hears it (WITHDRAW_CONSENT).

    Everybody speaks for themselves (R2): `member_id` is whose words they are, where they are not 本人's.
    """
    if state is ConsentState.WITHDRAWN:
        acting = known_case(by, case_id)
    else:
        acting = case_for(by, Action.RECORD_CONSENT, case_id)
        _check_form(state, words)
    if purpose not in {ConsentPurpose.SHARING, ConsentPurpose.MEETING}:
        raise NotPermitted("このケースで記録できるのは、情報の共有と会議の資料についての同意です。")
    person_id = acting.case.case.person_id if member_id is None else _of_the_household(by, acting, member_id)
    record_consent_heard(by=by, person_id=person_id, purpose=purpose, state=state, words=words)
    record("consent_heard", by, case_id, purpose=purpose.value, state=state.value)
    if state is ConsentState.WITHDRAWN:
        _tell_chair(by, acting)


def _of_the_household(by: Viewer, acting: Acting, member_id: uuid.UUID) -> uuid.UUID:
    """The record of somebody of the household, for those to whom it is open."""
    member = next((one for one in linked_members(by, acting.case.pk) if one.member_id == member_id), None)
    if member is None or member.person_id is None:
        raise Unseen
    return member.person_id


def _check_form(state: ConsentState, words: ConsentWords) -> None:
    if state is ConsentState.GRANTED and not words.form_version.strip():
        raise CollaborationRefused("どの同意書で確かめたか、様式の版を書いてください。")


def _tell_chair(by: Viewer, acting: Acting) -> None:
    """What a statute has opened stays open; whoever leads the meeting must know that the person has changed their mind."""
    if not CaseOnAgenda.objects.filter(case=acting.case, phase__in=STANDING).exclude(closes_at__lte=by.at).exists():
        return
    for agency_id in sorted(organisations.agencies_with_duty(by.municipality_id, Duty.SECRETARIAT, on=by.on)):
        organisation_actions.hand_task(
            municipality_id=by.municipality_id,
            agency_id=agency_id,
            assignee_id=None,
            title="同意が取り消されました。会議で開いている情報を確かめてください",
            target=withdrawal_of(acting.case.pk),
            at=by.at,
        )
