"""試験のストーリー: founded, written, agreed upon and looked at through actions only."""

import uuid
from datetime import datetime

from takigi.logic_models.actions import stories, theory, versions
from takigi.logic_models.actions.stories import Invitation, StoryWords
from takigi.logic_models.actions.theory import Saved
from takigi.logic_models.queries.history import Based
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import MemberRole
from takigi.logic_models.rules.words import NodeKind
from tests.worlds import Role, World

OUTLINE = """
題: あきらめない町
ありたい姿: もとの暮らしに戻る
誰に: 本人・家族
  現状: 年だからとあきらめている
    真因: 良くなった人の話が伝わっていない
  課題: 自信を取り戻す
  活動: 訪問して、もとの暮らしを聞く
    だれが: 包括
    結果: 訪問が月に3件ある
      初期: 「そんな道もあるのか」と言う
        確かめ方: 訪問で返ってきた言葉を聞く
          待つ合図: そんな道もあるのか
          確かめる人: 保健師
          次に確かめる日: 2026-01-31
          見直す目安: 3か月で一度も聞かれない
          声の来るところ: 訪問の記録から
        中間: 自分で道をえらぶ
          長期: 外に出る日が増える
            → もとの暮らしに戻る: 動けば自信が戻るから
"""


def found(
    world: World, role: Role = Role.EAST_NURSE, *, title: str = "あきらめない町", at: datetime | None = None
) -> uuid.UUID:
    """A story that the role founded."""
    return stories.found_story(by=world.viewer(role, at=at), words=StoryWords(title=title))


def based(world: World, story_id: uuid.UUID, role: Role = Role.EAST_NURSE) -> Based:
    """Upon what the role's page stands now."""
    return story_page(world.viewer(role), story_id).version.based_on


def outlined(
    world: World, story_id: uuid.UUID, text: str = OUTLINE, *, role: Role = Role.EAST_NURSE, at: datetime | None = None
) -> Saved:
    """The outline written into the story."""
    viewer = world.viewer(role, at=at)
    return theory.write_outline(by=viewer, story_id=story_id, based_on=based(world, story_id, role), text=text)


def add(world: World, story_id: uuid.UUID, kind: NodeKind, **values: object) -> str:
    """One box more, and its key."""
    saved = theory.add_node(
        by=world.viewer(Role.EAST_NURSE),
        story_id=story_id,
        based_on=based(world, story_id),
        kind=kind,
        values=values,
    )
    return saved.key


def agree(world: World, story_id: uuid.UUID, role: Role = Role.EAST_NURSE, *, at: datetime | None = None) -> None:
    """The version in work agreed upon by the team."""
    viewer = world.viewer(role, at=at)
    versions.agree_version(by=viewer, story_id=story_id, agreed_by="チームの3人", on=viewer.on)


def invite(
    world: World, story_id: uuid.UUID, who: Role, role: MemberRole = MemberRole.MEMBER, *, by: Role = Role.EAST_NURSE
) -> uuid.UUID:
    """A colleague in the team."""
    invitation = Invitation(role=role, staff_id=world.staff_id(who))
    return stories.invite_member(by=world.viewer(by), story_id=story_id, invitation=invitation)


def key_of(world: World, story_id: uuid.UUID, text: str, role: Role = Role.EAST_NURSE) -> str:
    """The key of the box with these words."""
    theory_now = story_page(world.viewer(role), story_id).theory
    return next(node.key for node in theory_now.nodes if node.text == text)
