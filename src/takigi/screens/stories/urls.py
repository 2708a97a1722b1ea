"""ストーリーの机の住所: opaque ids and keys of boxes only, never a word of what is written."""

from django.urls import path

from takigi.screens.stories import (
    arrows,
    box_writing,
    comments,
    differing,
    handover,
    learning,
    measures,
    meetings,
    papers,
    questions,
    signs,
    timeline,
    versions,
)
from takigi.screens.stories.box import story_box
from takigi.screens.stories.outline import story_outline
from takigi.screens.stories.stories import stories, story_new
from takigi.screens.stories.story import story

STORY = "stories/<uuid:story_id>/"

urlpatterns = [
    path("stories/", stories, name="stories"),
    path("stories/new/", story_new, name="story_new"),
    path(STORY, story, name="story"),
    path(f"{STORY}outline/", story_outline, name="story_outline"),
    path(f"{STORY}boxes/new/<str:kind>/", box_writing.story_box_new, name="story_box_new"),
    path(f"{STORY}boxes/<str:key>/", story_box, name="story_box"),
    path(f"{STORY}boxes/<str:key>/write/", box_writing.story_box_write, name="story_box_write"),
    path(f"{STORY}boxes/<str:key>/out/", box_writing.story_box_out, name="story_box_out"),
    path(f"{STORY}boxes/<str:key>/back/", box_writing.story_box_back, name="story_box_back"),
    path(f"{STORY}boxes/<str:key>/move/", box_writing.story_box_move, name="story_box_move"),
    path(f"{STORY}links/new/", arrows.story_link_new, name="story_link_new"),
    path(f"{STORY}links/<str:link>/", arrows.story_link, name="story_link"),
    path(f"{STORY}links/<str:link>/write/", arrows.story_link_write, name="story_link_write"),
    path(f"{STORY}links/<str:link>/out/", arrows.story_link_out, name="story_link_out"),
    path(f"{STORY}settle/", differing.story_settle, name="story_settle"),
    path(f"{STORY}tidy/", differing.story_tidy, name="story_tidy"),
    path(f"{STORY}papers/", papers.story_papers, name="story_papers"),
    path(f"{STORY}papers/read/", papers.story_read_tables, name="story_read_tables"),
    path(f"{STORY}papers/put/", papers.story_put_tables, name="story_put_tables"),
    path(f"{STORY}papers/<slug:file_kind>/", papers.story_file, name="story_file"),
    path(f"{STORY}measures/", measures.story_measures, name="story_measures"),
    path(f"{STORY}measures/new/", measures.measure_new, name="measure_new"),
    path(f"{STORY}measures/<uuid:use_id>/baseline/", measures.measure_baseline, name="measure_baseline"),
    path(f"{STORY}measures/<uuid:use_id>/target/", measures.measure_target, name="measure_target"),
    path(f"{STORY}measures/<uuid:use_id>/end/", measures.measure_end, name="measure_end"),
    path(f"{STORY}learning/", learning.learning, name="learning"),
    path(f"{STORY}learning/reflection/", learning.reflection_new, name="reflection_new"),
    path(f"{STORY}learning/decision/", learning.decision_new, name="decision_new"),
    path(f"{STORY}learning/diagnosis/", learning.diagnosis_new, name="diagnosis_new"),
    path(f"{STORY}signs/", signs.signs, name="signs"),
    path(f"{STORY}signs/check/", signs.sign_check, name="sign_check"),
    path(f"{STORY}voices/new/", signs.voice_new, name="voice_new"),
    path(f"{STORY}voices/confirm/", signs.voice_confirm, name="voice_confirm"),
    path(f"{STORY}voices/rewrite/", signs.voice_rewrite, name="voice_rewrite"),
    path(f"{STORY}versions/", versions.story_versions, name="story_versions"),
    path(f"{STORY}versions/agree/", versions.version_agree, name="version_agree"),
    path(f"{STORY}versions/approve/", versions.version_approve, name="version_approve"),
    path(f"{STORY}versions/course/", versions.course_change, name="course_change"),
    path(f"{STORY}versions/compare/", versions.versions_compare, name="versions_compare"),
    path(f"{STORY}versions/believed/", versions.story_believed, name="story_believed"),
    path(f"{STORY}timeline/", timeline.story_timeline, name="story_timeline"),
    path(f"{STORY}comments/", comments.story_comments, name="story_comments"),
    path(f"{STORY}comments/new/", comments.comment_new, name="comment_new"),
    path(f"{STORY}comments/answer/", comments.comment_answer, name="comment_answer"),
    path(f"{STORY}meetings/", meetings.story_meetings, name="story_meetings"),
    path(f"{STORY}meetings/new/", meetings.meeting_new, name="meeting_new"),
    path(f"{STORY}meetings/check/", meetings.meeting_check, name="meeting_check"),
    path(f"{STORY}questions/", questions.story_questions, name="story_questions"),
    path(f"{STORY}handover/", handover.story_handover, name="story_handover"),
]
