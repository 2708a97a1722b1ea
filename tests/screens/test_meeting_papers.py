"""会議の資料の画面: whoever wrote a page of it takes it down again, and it is gone for everybody at once."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.access.information import Information
from takigi.meetings.actions.disclosures import write_material
from takigi.meetings.models import Material
from tests.meetings_made import convene, opened
from tests.shared_cases_made import open_shared
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.later]


def test_a_paper_is_taken_down_by_its_own_agency_and_by_nobody_who_only_reads_it(world, sit):
    made = convene(world, open_shared(world))
    opened(world, made, Information.DEID)
    nurse = world.viewer(Role.EAST_NURSE)
    sheet = write_material(
        by=nurse, item_id=made.item, info_class=Information.DEID, title="暮らしのようす", text="庭の手入れが好き"
    )
    papers = reverse("meeting_papers", args=[made.meeting, made.item])
    taken_down = reverse("material_withdraw", args=[made.meeting, made.item, sheet])
    reader, writer = sit(Role.COORDINATOR), sit(Role.EAST_NURSE)

    seen = reader.get(papers).content.decode()
    assert "庭の手入れが好き" in seen and taken_down not in seen
    refused = reader.post(taken_down)
    assert refused.status_code == HTTPStatus.FORBIDDEN and "書いた機関と事務局" in refused.content.decode()
    assert sit(Role.WEST_NURSE).post(taken_down).status_code == HTTPStatus.NOT_FOUND
    assert Material.objects.get().withdrawn_at is None

    assert taken_down in writer.get(papers).content.decode()
    assert writer.post(taken_down).status_code == HTTPStatus.FOUND
    assert "庭の手入れが好き" not in reader.get(papers).content.decode()
