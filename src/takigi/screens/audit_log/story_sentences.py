"""ストーリーの監査記録の文: what happened to a story, without a word of what was written."""

from takigi.logic_models.rules.learning import Comparison, DecisionKind, FactKind, MemberRole, UseRole, Visibility
from takigi.logic_models.rules.signs import Match, SignState
from takigi.logic_models.rules.states import Approval, QuestionState, StoryState, UneaseState, VersionKind
from takigi.logic_models.rules.words import VoiceOrigin
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

STORIES = "ストーリー"


def _moved(detail: Detail, names: Names) -> str:
    return f"{StoryState(detail['from']).label} → {StoryState(detail['to']).label}"


def _approved(detail: Detail, names: Names) -> str:
    return f"第{detail['version']}版: {Approval(detail['to']).label}"


def _course(detail: Detail, names: Names) -> str:
    return f"第{detail['version']}版: {VersionKind(detail['kind']).label}"


def _version(detail: Detail, names: Names) -> str:
    return f"第{detail['version']}版"


def _draft(detail: Detail, names: Names) -> str:
    return "下書き" if detail.get("draft") else ""


def _voice(detail: Detail, names: Names) -> str:
    return f"{VoiceOrigin(detail['origin']).label}{'（下書き）' if detail['draft'] else ''}"


STORY_SENTENCES = {
    "logic_models.story_founded": Sentence(STORIES, "{who}を始めました"),
    "logic_models.story_described": Sentence(STORIES, "{who}の題や動機を書きました"),
    "logic_models.story_shown": Sentence(
        STORIES, "{who}の見せる範囲を変えました", lambda d, _: Visibility(d["to"]).label
    ),
    "logic_models.story_moved": Sentence(STORIES, "{who}の状態を動かしました", _moved),
    "logic_models.member_invited": Sentence(
        STORIES, "{who}のチームに一員を加えました", lambda d, _: MemberRole(d["role"]).label
    ),
    "logic_models.member_left": Sentence(STORIES, "{who}のチームの一員が離れました"),
    "logic_models.meeting_held": Sentence(STORIES, "{who}の打ち合わせを記録しました"),
    "logic_models.meeting_checked": Sentence(STORIES, "{who}の打ち合わせで変えたことを確かめました"),
    "logic_models.theory_written": Sentence(STORIES, "{who}の効果発現経路を書きました", _version),
    "logic_models.version_approved": Sentence(STORIES, "{who}の版の合意を記録しました", _approved),
    "logic_models.course_changed": Sentence(STORIES, "{who}の新しい版を始めました", _course),
    "logic_models.unease_noted": Sentence(STORIES, "{who}にモヤモヤを書きました"),
    "logic_models.unease_settled": Sentence(
        STORIES, "{who}のモヤモヤを動かしました", lambda d, _: UneaseState(d["to"]).label
    ),
    "logic_models.question_made": Sentence(STORIES, "{who}に問いを立てました"),
    "logic_models.question_moved": Sentence(
        STORIES, "{who}の問いを進めました", lambda d, _: QuestionState(d["to"]).label
    ),
    "logic_models.fact_added": Sentence(STORIES, "{who}に薪を積みました", lambda d, _: FactKind(d["kind"]).label),
    "logic_models.fact_read": Sentence(STORIES, "{who}の薪を読み取りました"),
    "logic_models.reading_withdrawn": Sentence(STORIES, "{who}の読み取りを取り下げました"),
    "logic_models.voice_logged": Sentence(STORIES, "{who}に声を書きとめました", _voice),
    "logic_models.voice_rewritten": Sentence(STORIES, "{who}の下書きの声を直しました", _draft),
    "logic_models.voice_matched": Sentence(
        STORIES, "{who}の声が待っていた合図かを決めました", lambda d, _: Match(d["match"]).label
    ),
    "logic_models.sign_checked": Sentence(
        STORIES, "{who}の合図を確かめました", lambda d, _: SignState(d["found"]).label
    ),
    "logic_models.indicator_used": Sentence(STORIES, "{who}に指標をつけました", lambda d, _: UseRole(d["role"]).label),
    "logic_models.indicator_ended": Sentence(STORIES, "{who}の指標を外しました"),
    "logic_models.baseline_set": Sentence(STORIES, "{who}の基準値を決めました"),
    "logic_models.targets_set": Sentence(STORIES, "{who}の目標を決めました", lambda d, _: f"{d['targets']}件"),
    "logic_models.observed": Sentence(STORIES, "{who}の実績を入れました"),
    "logic_models.reflected": Sentence(STORIES, "{who}を振り返りました"),
    "logic_models.diagnosed": Sentence(STORIES, "{who}のつまずきの場所を書きました"),
    "logic_models.decided": Sentence(STORIES, "{who}の判断を残しました", lambda d, _: DecisionKind(d["kind"]).label),
    "logic_models.claimed": Sentence(
        STORIES, "{who}の主張を書きました", lambda d, _: Comparison(d["comparison"]).label
    ),
    "logic_models.claim_withdrawn": Sentence(STORIES, "{who}の主張を取り下げました"),
    "logic_models.asked": Sentence(STORIES, "{who}に問い返しを書きました"),
    "logic_models.answered": Sentence(STORIES, "{who}の問い返しに答えました"),
}
