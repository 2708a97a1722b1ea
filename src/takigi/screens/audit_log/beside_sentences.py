"""ケースのまわりの監査記録の文: asking, looking for somebody, the household and what happened, without a word of them."""

from takigi.collaboration.rules.help_requests import AnswerKind, AskType
from takigi.collaboration.rules.leads import LeadState
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

TOGETHER = "つながり"


def _asks(detail: Detail, names: Names) -> str:
    return "、".join(AskType(one).label for one in detail["asks"])


BESIDE_SENTENCES = {
    "collaboration.help_asked": Sentence(TOGETHER, "{who}について、名前を伏せて助けを求めました", _asks),
    "collaboration.help_answered": Sentence(
        TOGETHER, "{who}の相談に答えました", lambda d, _: AnswerKind(d["answer"]).label
    ),
    "collaboration.help_settled": Sentence(TOGETHER, "{who}の相談が進んだことを記録しました"),
    "collaboration.help_withdrawn": Sentence(TOGETHER, "{who}の相談を取り下げました"),
    "collaboration.first_words_coded": Sentence(TOGETHER, "相談の最初のことばを読みました"),
    "collaboration.lead_registered": Sentence(TOGETHER, "{who}を知らせました"),
    "collaboration.lead_assigned": Sentence(TOGETHER, "{who}を確かめる人を決めました"),
    "collaboration.lead_moved": Sentence(TOGETHER, "{who}を一歩進めました", lambda d, _: LeadState(d["to"]).label),
    "collaboration.member_written": Sentence(TOGETHER, "{who}の世帯の人を書きました"),
    "collaboration.member_left_out": Sentence(TOGETHER, "{who}の世帯から人を外しました"),
    "collaboration.supporter_added": Sentence(TOGETHER, "{who}の支えを書きました"),
    "collaboration.supporter_left_out": Sentence(TOGETHER, "{who}の支えを外しました"),
    "collaboration.contact_written": Sentence(TOGETHER, "{who}の経過を記録しました"),
    "collaboration.contact_replaced": Sentence(TOGETHER, "{who}の経過の記録を直しました"),
    "collaboration.issue_tagged": Sentence(TOGETHER, "{who}に課題を付けました"),
    "collaboration.issue_resolved": Sentence(TOGETHER, "{who}の課題がなくなったことを記録しました"),
    "collaboration.episode_opened": Sentence(TOGETHER, "{who}の相談のまとまりを始めました"),
    "collaboration.episode_closed": Sentence(TOGETHER, "{who}の相談のまとまりを終えました"),
    "collaboration.quiet_answered": Sentence(TOGETHER, "{who}について、ひとりで持っていないかの問いに答えました"),
}
