"""作りもののストーリー: an invented theory with seven audiences, a plan with tactics and ten rows of schedule, for files and pictures.

It has the full shape of the programme's slides, and no sentence of any real one.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from takigi.logic_models.rules.nodes import (
    Activity,
    Audience,
    Bar,
    Cause,
    CurrentState,
    ExternalFactor,
    IdealState,
    Issue,
    Monitoring,
    Outcome,
    Resource,
)
from takigi.logic_models.rules.theory import Assumption, Link, Loose, Rival, Theory
from takigi.logic_models.rules.words import (
    ActivityState,
    AudienceKind,
    BudgetStep,
    CauseKind,
    ChangeKind,
    FactorDirection,
    Importance,
    LinkStatus,
    LinkStrength,
    OutcomeLevel,
    Plausibility,
    Reach,
    ResourceKind,
)

FIRST, SECOND, THIRD = OutcomeLevel.INITIAL, OutcomeLevel.INTERMEDIATE, OutcomeLevel.LONG_TERM


@dataclass
class Notebook:
    """書きかけのストーリー: gives every box and arrow its key in the order of writing."""

    title: str
    nodes: list = field(default_factory=list)
    links: list = field(default_factory=list)

    def add(self, kind, text, **said):
        key = f"n{len(self.nodes) + 1}"
        self.nodes.append(kind(key=key, text=text, **said))
        return key

    def join(self, *keys, **said):
        for source, target in pairwise(keys):
            self.links.append(Link(key=f"l{len(self.links) + 1}", source=source, target=target, **said))

    @property
    def theory(self):
        return Theory(title=self.title, nodes=tuple(self.nodes), links=tuple(self.links))


# 誰に, its kind, then lines of: what is done, tactics of it; tactics of nobody; hoped-for signs; how they are looked for.
KITCHEN = (
    (
        "ご本人・同居の家族",
        AudienceKind.PERSON,
        (
            ("台所に立っていた頃の一日を、湯のみを前に聞き取る", ("写真を一枚借りて話のきっかけにする",)),
            ("半年で台所へ帰った人の話を、同じ地区の例で伝える", ()),
        ),
        ("言いよどんだら待つ", "次に会う日をその場で決める"),
        ("「まだ間に合うのかもしれない」と口にする", "自分で決めた一歩を家族に話す"),
        ("聞き取りの終わりに、出たことばをそのまま手帳に写す", "二度目に会ったとき、一歩を続けているか尋ねる"),
    ),
    (
        "地域包括支援センター",
        AudienceKind.CENTRE,
        (
            ("退院の知らせから二週間のうちに、二人一組で家を訪ねる", ("月に四軒をめやすにする",)),
            ("帰れる見込みを、体の測定と暮らしの両方から話し合う", ()),
            ("うまくいった関わりを朝の十分で分け合う", ("紙一枚にまとめる", "名前は書かない")),
        ),
        (),
        ("帰れる見込みを自分の言葉で説明できる",),
        ("朝の十分で出た話の数を、月ごとに数える",),
    ),
    (
        "町のリハビリ職",
        AudienceKind.THERAPIST,
        (("訪問に同行してもらい、台所での動きを一緒に見る", ("年度のはじめに日程を渡す",)),),
        (),
        ("「次も声をかけて」と言う",),
        ("同行のあとに一言もらう",),
    ),
    (
        "みなと総合病院",
        AudienceKind.MEDICAL,
        (("退院前の打合せに、町の見取り図を持って加わる", ()), ("短い集中の教室を二年後に開く相談をする", ())),
        ("相談の場は病院の都合に合わせる",),
        ("打合せの知らせが病院から先に来る",),
        ("知らせの有無を打合せごとに記す",),
    ),
    (
        "ケアマネジャー・通所の事業所",
        AudienceKind.CARE_MANAGER,
        (("帰った人の道のりを研修で一緒にたどる", ("年二回、夕方に開く",)),),
        (),
        ("計画の目標に台所のことばが入る",),
        ("研修のあとの短い質問紙で確かめる",),
    ),
    (
        "支え合いの世話役",
        AudienceKind.COORDINATOR,
        (
            ("歩いて行ける集まりを、地区ごとに聞いて回る", ()),
            ("個別の話し合いに席をつくる", ("資料は前の日までに",)),
        ),
        (),
        ("名前で呼ばれる", "頼みごとが先に来る"),
        ("頼みごとの件数を、だれから来たかで分けて数える",),
    ),
    (
        "近所の人たち",
        AudienceKind.COMMUNITY,
        (("回覧と集まりで、台所へ帰った話を短く知らせる", ("字は大きく、絵を添える",)),),
        (),
        ("「どうやったら戻れるの」と尋ねられる",),
        ("尋ねられた回数を集まりの日誌に残す",),
    ),
)

SCHEDULE = (
    (
        "短い集中の教室",
        (
            Bar(text="病院との打合せ", starts_on=date(2025, 1, 6), ends_on=date(2025, 3, 28), step=BudgetStep.TALKS),
            Bar(text="見積りと予算の案", starts_on=date(2025, 7, 1), ends_on=date(2025, 9, 30), step=BudgetStep.BUDGET),
            Bar(
                text="仕様の書きおこし",
                starts_on=date(2025, 10, 1),
                ends_on=date(2025, 12, 26),
                is_about=True,
                step=BudgetStep.SPECIFICATION,
            ),
            Bar(text="契約して始める", starts_on=date(2026, 4, 1), step=BudgetStep.CONTRACT, written="8年春から"),
        ),
    ),
    ("県の相談員の派遣", (Bar(text="申し込み", starts_on=date(2025, 1, 15), ends_on=date(2025, 2, 14)),)),
    (
        "家でのリハビリの試み",
        (
            Bar(text="試す", starts_on=date(2025, 4, 1), ends_on=date(2026, 3, 31), is_about=True),
            Bar(text="年をまたぐ人の行き先を決める", starts_on=date(2026, 2, 2), ends_on=date(2026, 3, 31)),
        ),
    ),
    (
        "いまの教室",
        tuple(
            Bar(text=f"第{n}期", starts_on=date(2025, month, 12), is_about=True, written=f"{month}月なかば～")
            for n, month in ((1, 5), (2, 9), (3, 12))
        ),
    ),
    ("退院からの訪問", (Bar(text="月に四軒", starts_on=date(2025, 4, 1), ends_on=date(2026, 3, 31)),)),
    ("個別の話し合い", tuple(Bar(text="六人分", starts_on=date(2025, m, 18)) for m in (6, 9, 12))),
    ("リハビリ職の同行", (Bar(text="補正の予算", starts_on=date(2025, 9, 1), step=BudgetStep.BUDGET, is_about=True),)),
    ("委託先への説明", (Bar(text="研修で話す", starts_on=date(2025, 2, 20)),)),
    ("新しい集まりづくり", ()),
    ("手引きの読み合わせ", (Bar(text="各自で読む", written="時期は決めていない"),)),
)


def kitchen_story() -> Theory:
    """七つの相手, the plan, monitoring that is not paired one to one, and ten rows of schedule."""
    book = Notebook("台所へ帰る ～転んだあとの半年～")
    cause = book.add(
        Cause,
        "帰れた人がいることを、誰も数えていない",
        is_shared=True,
        is_root=True,
        cause_kind=CauseKind.KNOWLEDGE,
        reach=Reach.OURS,
    )
    issue = book.add(Issue, "帰れる見込みを、はじめの二週間で伝える", is_shared=True, causes=(cause,), priority=1)
    ideal = book.add(
        IdealState,
        "転んだ人が、半年で自分の台所に立つ",
        subject="転んで動けなくなった人",
        steps=("話す", "ためす", "帰る"),
    )
    for number, (name, kind, doings, tactics, signs, ways) in enumerate(KITCHEN):
        who = book.add(Audience, name, audience_kind=kind, is_self=number == 1, tactics=tactics)
        book.add(CurrentState, f"{name}は、年のせいだと思って話を終えている", audience=who)
        hoped = [
            book.add(Outcome, sign, audience=who, level=FIRST, change_kind=ChangeKind.SAYS, voice=sign)
            for sign in signs
        ]
        for doing, own in doings:
            act = book.add(Activity, doing, audience=who, tactics=own, issues=(issue,))
            book.join(act, hoped[0], status=LinkStatus.TESTING)
        later = book.add(Outcome, f"{name}が、帰る道を先に思い浮かべる", audience=who, level=SECOND)
        book.join(hoped[0], later, ideal)
        for place, way in enumerate(ways):
            book.add(Monitoring, way, audience=who, outcomes=(hoped[0],) if place == 0 and number % 2 == 0 else ())
    for name, bars in SCHEDULE:
        book.add(Activity, name, schedule=bars, schedule_note="三年のめやす" if not bars else "")
    return book.theory


def full_story() -> Theory:
    """Every field of every box and arrow filled, oddities included: what no column of the template holds."""
    story = kitchen_story()
    book = Notebook(story.title, list(story.nodes), list(story.links))
    who, act = story.of(Audience)[0].key, story.of(Activity)[0].key
    book.add(
        Resource,
        "看護師の半日",
        resource_kind=ResourceKind.PEOPLE,
        amount="月8時間",
        budget_line="一般会計",
        legal_basis="要綱第3条",
        activities=(act,),
    )
    book.add(
        ExternalFactor,
        "病院の建て替え",
        direction=FactorDirection.HINDERS,
        watch_how="広報を見る",
        details=("令和9年",),
    )
    book.add(
        Monitoring,
        "声を写す",
        audience=who,
        sign="「まだ間に合う」",
        who="看護師",
        who_member="m1",
        next_check_on=date(2026, 11, 30),
        every="毎月",
        record_where="訪問の記録",
        go_sign="3人",
        rethink_sign="ふた月だれも言わない",
    )
    book.add(
        Outcome, "", audience="n999", who_changes="娘", expected_on=date(2027, 3, 31), details=("  字下げ", "", "=1+1")
    )
    book.add(
        Activity,
        "@配る\nもう一行",
        audience=who,
        actor="世話役",
        actor_member="m2",
        quantity="月3件",
        state=ActivityState.TALKS,
    )
    book.add(
        Cause,
        "車がない",
        parent="n2",
        audiences=(who,),
        cause_kind=CauseKind.RESOURCE,
        reach=Reach.WITH_OTHERS,
        dropped_reason="足はあった",
    )
    book.links[0] = doubted(book.links[0])
    return replace(book.theory, loose=(Loose(key="x1", text="どこにも入らない言葉", why="欄がない"),))


def doubted(link):
    """An arrow with everything that can be said of one."""
    return replace(
        link,
        mechanism="見た人は動く",
        strength=LinkStrength.CASES,
        status=LinkStatus.SUPPORTED,
        importance=Importance.SUPPORTING,
        assumptions=(
            Assumption(
                text="二週間で会える", if_wrong="月を延ばす", how_to_check="日付を見る", check_on=date(2026, 12, 1)
            ),
        ),
        rivals=(Rival(text="暖かくなった", plausibility=Plausibility.HIGH, evidence="季節の数"),),
        last_reviewed_on=date(2026, 10, 2),
    )
