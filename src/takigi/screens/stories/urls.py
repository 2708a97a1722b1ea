"""ストーリーの机の住所: opaque ids and keys of boxes only, never a word of what is written."""

from django.urls import path

from takigi.screens.stories.stories import stories, story_new
from takigi.screens.stories.story import story

STORY = "stories/<uuid:story_id>/"

urlpatterns = [
    path("stories/", stories, name="stories"),
    path("stories/new/", story_new, name="story_new"),
    path(STORY, story, name="story"),
]
