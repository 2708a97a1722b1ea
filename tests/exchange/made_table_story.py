"""作りもののストーリー: an invented theory with three audiences, numbered activities with lines beneath, and arrows from row to row."""

from takigi.logic_models.rules.nodes import (
    Activity,
    Audience,
    Cause,
    CurrentState,
    IdealState,
    Issue,
    Monitoring,
    Outcome,
    Output,
)
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import AudienceKind, Importance, LinkStatus
from tests.exchange.made_stories import FIRST, SECOND, THIRD, Notebook

# One block of the story's sheet: what is done, lines beneath it, then results and changes from near to far.
TABLE_BLOCKS = (
    (
        "私たち（相談係と受託先）",
        (
            (
                "①伝える用意をする",
                (
                    "【やり方】",
                    "➢ 出向いて話す",
                    "　➢ 町ぜんたいで年に三度",
                    "【中身】",
                    "➢ 窓口は投げ込み口ではないこと",
                ),
                (("出向いて話した", ("➢ 回数", "➢ 聞いた人の仕事の別")),),
                (("自分の言葉で目的を話せる", ("➢ 一枚の絵で示せる",)),),
                (("頼みたいことを相手に言える", ()),),
                (("間をつなぐ役として動ける", ("➢ 席を用意する",)),),
            ),
            (
                "②よその集まりに学びに行く",
                ("➢ 月に一度",),
                (("顔のわかる人が増えた", ()),),
                (("意見を求められる", ()),),
                (("間に立って整える", ()),),
                (("助け合いの場がひとりでに生まれる", ()),),
            ),
            ("③扱った相談を並べて見直す", (), (("相談の偏りが見えた", ()),), (("手をつける順がわかる", ()),), (), ()),
            (
                "④受託先と月に三度話す",
                ("➢ 先月の反省を翌月に生かす",),
                (("月に三度集まった", ("➢ 言いにくいことが言えた",)),),
                (("係の中の話し声が増える", ()),),
                (("任せきりにしない", ()),),
                (("人が替わっても続く", ("➢ 手順を分け合う",)),),
            ),
        ),
    ),
    (
        "相談をかかえた担当の課",
        (
            (
                "①夜の勉強会に来る",
                ("➢ 仕事の中身を互いに話す",),
                (("勉強会に出た", ("➢ 持ち帰って課で話した",)),),
                (("知っていることが増える", ()), ("初めての人とつながる", ("➢ 廊下であいさつする",))),
                (("聞ける人がいると思える", ()),),
                (("早く見つけて声をかける", ()),),
            ),
            (
                "②話し合いの席での役目を知る",
                ("➢ 困りごとを先に一枚にする", "➢ 手を離さない"),
                (("席が開かれた", ()),),
                (("課の中で話せる", ()),),
                (("安心して話せる席がある", ()),),
                (("互いさまの間柄になる", ()),),
            ),
            (
                "③手に余る相談に出会う",
                (),
                (("一人でかかえず相談した", ()),),
                (("何が難しいのかはっきりする", ()),),
                (("投げ合いが減る", ()),),
                (),
            ),
        ),
    ),
    (
        "手を貸す機関",
        (
            (
                "①夜の勉強会に来る",
                ("➢ できることを持ち寄る",),
                (("勉強会に出た", ()),),
                (("できることに気づく", ()),),
                (("相手の人柄がわかる", ()),),
                (("声をかけられる前に動く", ()),),
            ),
            (
                "②話し合いの席に来る",
                ("➢ 責めない",),
                (("席に来て話した", ()),),
                (("入り組んだ困りごとを知る", ()),),
                (("力を貸したいと思う", ()),),
                (("席がなくても話が進む", ("➢ 重くなる前に気づく",)),),
            ),
        ),
    ),
)
SHARED_ISSUES = (
    "何のための仕組みかを分かち合う",
    "窓口の役目を見えるようにする",
    "仕事の垣根をこえて組む",
    "担当を一人にしない",
)
SHARED_CAUSES = (
    "目的が伝わっていない",
    "新しい受け皿だと思われている",
    "困ったときの動き方が決まっていない",
    "よその人と会う折がない",
    "制度の外を考えたことがない",
    "町の力とのつながりが薄い",
    "町に何があるか知らない",
    "町の力を借りた覚えが少ない",
)


def table_story() -> Theory:
    """三つの相手, numbered activities with lines beneath, shared issues and causes, and arrows from row to row."""
    book = Notebook("ひとりにしない相談のしくみ ～机をかこむ～")
    causes = tuple(book.add(Cause, text, is_shared=True, is_root=True) for text in SHARED_CAUSES)
    for text in SHARED_ISSUES:
        book.add(Issue, text, is_shared=True, causes=causes[:2])
    ideal = book.add(IdealState, "担当する人が一人にならず、みんなで相談に向き合い続ける")
    firsts = []
    for place, (name, acts) in enumerate(TABLE_BLOCKS):
        who = book.add(
            Audience,
            name,
            is_self=place == 0,
            audience_kind=AudienceKind.CITY_HALL,
            tactics=(f"{name}のふだんの言葉で話す",),
        )
        for number in range(4):
            book.add(CurrentState, f"{name}の困りごと、その{number + 1}", audience=who)
        mine = []
        for act, beneath, *stages in acts:
            before = [book.add(Activity, act, audience=who, actor=name if place else "", details=beneath)]
            for kind, level, stage in zip(
                (Output, Outcome, Outcome, Outcome), (None, FIRST, SECOND, THIRD), stages, strict=True
            ):
                said = {"level": level} if level else {}
                now = [book.add(kind, text, audience=who, details=details, **said) for text, details in stage]
                for source in before:
                    for target in now:
                        book.join(source, target)
                if level is FIRST:
                    mine += now
                before = now or before
            book.join(before[0], ideal)
        firsts.append(mine)
        book.add(
            Monitoring,
            "集まりの様子を見て、出た言葉を書きとめる",
            audience=who,
            outcomes=tuple(mine[:3]),
            details=("→ 段階の質問と、自由に書く欄",),
        )
        book.add(Monitoring, "入ってくる相談の中身を見直す", audience=who)
    book.join(
        firsts[0][0],
        firsts[1][0],
        mechanism="目的がわかる言葉で届くと、自分の仕事として聞けるから",
        importance=Importance.KEY,
        status=LinkStatus.TESTING,
    )
    book.join(firsts[1][0], firsts[0][0], mechanism="聞いた人の問いが、次の話し方を直すから")
    book.join(firsts[1][-1], firsts[2][-1], status=LinkStatus.WEAK)
    return book.theory
