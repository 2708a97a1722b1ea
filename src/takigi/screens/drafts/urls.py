"""書きかけの住所: no ids at all; whose words they are stands signed in what is sent."""

from django.urls import path

from takigi.screens.drafts.saving import draft_save, draft_settle

urlpatterns = [
    path("drafts/save/", draft_save, name="draft_save"),
    path("drafts/settle/", draft_settle, name="draft_settle"),
]
