"""ケースのまわりの住所: asking, looking for somebody, the household, what happened, and who is alone."""

from django.urls import path

from takigi.screens.together import help as helping
from takigi.screens.together import household, leads, quiet, records
from takigi.screens.together.acquaintances import known_people

CASE = "together/cases/<uuid:shared_id>/"
LEAD = "together/leads/<uuid:lead_id>/"
ASKED = "together/help/<uuid:request_id>/"

urlpatterns = [
    path("together/help/", helping.help_desk, name="help_desk"),
    path("together/help/words/", helping.first_words, name="first_words"),
    path(f"{CASE}help/", helping.help_new, name="help_new"),
    path(ASKED, helping.help_request, name="help_request"),
    path(f"{ASKED}settle/", helping.help_settle, name="help_settle"),
    path(f"{ASKED}withdraw/", helping.help_withdraw, name="help_withdraw"),
    path("together/leads/", leads.leads, name="leads"),
    path("together/leads/new/", leads.lead_new, name="lead_new"),
    path(LEAD, leads.lead, name="lead"),
    path(f"{LEAD}assign/", leads.lead_assign, name="lead_assign"),
    path(f"{LEAD}move/", leads.lead_move, name="lead_move"),
    path(f"{CASE}household/", household.household, name="shared_household"),
    path(f"{CASE}household/people/new/", household.member_new, name="member_new"),
    path(f"{CASE}household/people/<uuid:member_id>/", household.member_edit, name="member_edit"),
    path(f"{CASE}household/people/<uuid:member_id>/out/", household.member_out, name="member_out"),
    path(f"{CASE}household/supports/new/", household.supporter_new, name="supporter_new"),
    path(f"{CASE}household/supports/<int:supporter_id>/out/", household.supporter_out, name="supporter_out"),
    path(f"{CASE}records/", records.shared_records, name="shared_records"),
    path(f"{CASE}records/<uuid:contact_id>/", records.contact_replace, name="contact_replace"),
    path(f"{CASE}issues/new/", records.issue_new, name="issue_new"),
    path(f"{CASE}issues/<int:issue_id>/resolve/", records.issue_resolve, name="issue_resolve"),
    path(f"{CASE}episodes/open/", records.episode_open, name="episode_open"),
    path(f"{CASE}episodes/close/", records.episode_close, name="episode_close"),
    path("together/quiet/", quiet.quiet_cases, name="quiet_cases"),
    path(f"{CASE}quiet/", quiet.quiet_answer, name="quiet_answer"),
    path("together/known/", known_people, name="acquaintances"),
]
