"""ひな形のすべての欄: a story with the full shape of the programme's tables, typed as an outline and told back without loss.

Three audiences (ourselves first), what is shared said once, arrows across audiences, a plan whose tactics belong to an
audience and not to an activity, monitoring rows that watch several changes, and ten rows of schedule over three years.
The words are invented.
"""

from datetime import date

import pytest

from takigi.logic_models.rules.faults import faults
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
from takigi.logic_models.rules.outline import read_outline
from takigi.logic_models.rules.outline_writing import write_outline
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import BudgetStep, OutcomeLevel

TODAY = date(2026, 11, 23)
SHARED = """
題: ひとりにしない支え方
ありたい姿: 支える人がひとりにならず、みんなで向き合える
  だれの姿: 支える人
  いつの姿: 令和9年度の終わり
真因: 何のための事業かが分け合えていない
  共通: はい
真因: 窓口が引き受け先だと思われている
  共通: はい
真因: 分野の外のことが分からない
  共通: はい
真因: 出会う場がない
  共通: はい
課題: 目的を自分の言葉で言えるようにする
  共通: はい
課題: 役割を見えるようにする
  共通: はい
課題: まず分野の中で受け止める
  共通: はい
"""
OURSELVES = """
誰に: わたしたち（窓口と担当課）
  自分たち: はい
  工夫: むずかしい言葉を使わない
  工夫: 分野のちがう人が出会う場をつくる
  工夫: まかせきりにしない
  現状: 役割の整理ができていない
  現状: わかりやすく説明できない
  現状: ケースを抱えこんでいる
  活動: ① 分かりやすく伝える準備をする
    だれが: わたしたち
    ・【方法】
    ・➢ 出前講座
    ・➢ 市全域（年4回）
    ・　5ブロックごと（年2回）
    ・【内容】
    ・⇒ つながるための道具であること
    結果: 出前講座が開かれる
      ・➢ 回数
      量: 年4回
      初期: 目的を言葉にできる
        ・➢ 資料をつくる
        中間: 伝えることができる
          → 自分の言葉で説明できる: 聞いた人は、自分でも話してみるから
          長期: きっかけづくりの人として動ける
            → 支える人がひとりにならず、みんなで向き合える: 孤立の前に気づけるから
  活動: ② 学ぶ
    初期: 頼りにされる
  活動: ③ ケースの積み上げ
    初期: 向き合うべきことを知る
  活動: ④ 月3回話し合う
    量: 月3回
    ・〔内容〕 前の月の反省から、次の月を変える
    結果: 話し合いが開かれる
      初期: 担当どうしの会話が増える
        中間: たがいに信じられる
          長期: 人が代わっても続く
  確かめ方: 聞いた人に声をかける
    どの変化: 目的を言葉にできる、頼りにされる
    ・→ 段階で答えるアンケート
  確かめ方: 話し合いを開いているか
    どの変化: 担当どうしの会話が増える
    どのくらいおきに: 毎月
    見直す目安: 2か月続けて開けない
"""
OTHERS = """
誰に: ケースの担当
  工夫: 言われたからではなく、自分にも関わると思える誘い方をする
  現状: いっしょに考える人がいない
  現状: つないだら終わりと考えている
  活動: 支え合う会議に招く
    だれが: わたしたち
    結果: 会議に来る
      初期: 知ることが増える
        ・自分の言葉で説明できる
        中間: 自分の言葉で説明できる
          長期: 支えの引き出しが増える
            → 支える人がひとりにならず、みんなで向き合える
      初期: つながっていない人とつながる
  確かめ方: 来た人の数と分野
    どの変化: つながっていない人とつながる
誰に: 協力する機関
  現状: できることはないと思っている
  現状: 仕事が増えると思っている
  活動: 会議に招く
    だれが: わたしたち
    結果: 会議に来る
      初期: 知ることが増える
        → 支えの引き出しが増える: 知り合いがいると聞けるから
        長期: 助け合う場が自然に生まれる
          → 支える人がひとりにならず、みんなで向き合える
  確かめ方: 会議のあとも関わっているか
"""
ROWS = (
    ("通いの教室（随時）", "協議", "2024-10-01〜2024-12-31", "~12月末"),
    ("通いの教室（随時）の予算", "予算", "2025-07-01〜2025-09-30", "7月~9月"),
    ("県の事業を使う", "", "2025-04-01〜2026-03-31", ""),
    ("訪問のモデル事業", "", "2025-04-01〜2026-03-31", "R7年度限り"),
    ("いまの教室", "契約", "2025-05-11〜", "5月中旬～"),
    ("はじめの訪問", "", "2025-01-01〜2025-03-31", "年度内で12件程度"),
    ("個別会議", "", "2025-06-18〜2025-06-18", "6月18日（水）午後"),
    ("リハ職の活動", "予算", "2025-09-01〜2025-09-30", "状況により補正"),
    ("委託先への説明", "", "2025-02-01〜2025-02-28", "2月の研修会"),
    ("仕様書の見直し", "仕様書", "2025-01-01〜2025-01-31", "1/31まで"),
)


def schedule() -> str:
    """Ten rows, each an activity with a bar; what was read from a picture carries 約."""
    lines = ["誰に: 町の機関"]
    for name, step, days, written in ROWS:
        about = " 約" if "中旬" in written else ""
        words = f" ［{step}］" if step else ""
        lines += [f"  活動: {name}", "    予定の注: 予定", f"    予定: {days}{about}{words} {name}｜{written}"]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def told() -> Theory:
    read = read_outline(SHARED + OURSELVES + OTHERS + schedule(), on=TODAY)
    assert read.said == ()
    return read.theory


def test_every_column_of_the_template_has_its_boxes(told):
    counts = {kind: len(told.of(kind)) for kind in (Audience, CurrentState, Cause, Issue, Activity, Output, Monitoring)}
    assert counts == {Audience: 4, CurrentState: 7, Cause: 4, Issue: 3, Activity: 16, Output: 4, Monitoring: 4}
    levels = [one.level for one in told.of(Outcome)]
    assert [levels.count(level) for level in OutcomeLevel] == [7, 3, 4]
    assert faults(told) == ()


def test_what_is_shared_is_said_once_and_printed_on_every_row(told):
    assert len(told.shared(Cause)) == 4
    assert len(told.shared(Issue)) == 3
    assert told.shared(IdealState) == told.of(IdealState)
    assert all(cause.is_root for cause in told.of(Cause))


def test_arrows_lead_from_one_audience_to_another(told):
    here = {node.key: node for node in told.nodes}
    across = [
        (here[link.source].text, here[link.target].text)
        for link in told.links
        if isinstance(here[link.target], Outcome) and here[link.source].audience != here[link.target].audience
    ]
    assert across == [
        ("伝えることができる", "自分の言葉で説明できる"),
        ("知ることが増える", "支えの引き出しが増える"),
    ]


def test_the_same_title_under_two_audiences_is_two_boxes(told):
    same = [one for one in told.of(Outcome) if one.text == "知ることが増える"]
    assert len({one.audience for one in same}) == len(same) == 2


def test_tactics_belong_to_the_audience_and_a_method_watches_several_changes(told):
    ourselves = told.of(Audience)[0]
    assert (ourselves.is_self, len(ourselves.tactics)) == (True, 3)
    first, second, *_ = told.of(Monitoring)
    assert (len(first.outcomes), len(second.outcomes)) == (2, 1)
    assert second.audience == ourselves.key


def test_marks_and_blanks_beneath_a_heading_stay_as_they_were_typed(told):
    lines = told.of(Activity)[0].details
    assert lines[:4] == ("【方法】", "➢ 出前講座", "➢ 市全域（年4回）", "　5ブロックごと（年2回）")


def test_ten_rows_of_schedule_keep_day_step_and_what_was_printed(told):
    bars = [activity.schedule[0] for activity in told.of(Activity) if activity.schedule]
    assert [bar.text for bar in bars] == [name for name, *_ in ROWS]
    assert [bar.written for bar in bars] == [written for *_, written in ROWS]
    assert [bar.step for bar in bars if bar.step] == [
        BudgetStep.TALKS,
        BudgetStep.BUDGET,
        BudgetStep.CONTRACT,
        BudgetStep.BUDGET,
        BudgetStep.SPECIFICATION,
    ]
    assert [bar.is_about for bar in bars].count(True) == 1
    assert bars[4].ends_on is None


def test_the_whole_is_told_back_alone_and_upon_itself(told):
    written = write_outline(told)
    assert read_outline(written, base=told, on=TODAY).theory == told
    alone = read_outline(written, on=TODAY)
    assert alone.said == ()
    assert read_outline(write_outline(alone.theory), on=TODAY).theory == alone.theory
    assert [line.rpartition(" #")[0] for line in write_outline(alone.theory).splitlines() if ": " in line] == [
        line.rpartition(" #")[0] for line in written.splitlines() if ": " in line
    ]
