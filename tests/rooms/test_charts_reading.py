"""図の記述を読む: what is written becomes the chart it says; a mistake is said where it stands, with what is possible."""

import json
from datetime import date

import pytest

from takigi.charts.before_after import BeforeAfter, Better
from takigi.charts.control_chart import ControlChart, ControlPoint, Phase
from takigi.charts.reading import KINDS, UnreadableChart, read_csv_chart, read_json_chart
from takigi.charts.samples import all_samples

DAY = date(2026, 11, 23)
CONTROL = {
    "chart": "control_chart",
    "title": "訪問の件数",
    "as_of": "2026-11-23",
    "unit": "件",
    "points": [{"when": "2026-04-01", "value": 3}, {"when": "2026-05-01", "value": None, "missing": "集計中"}],
    "phases": [{"begins": None, "centre": 3.0, "upper": 8}],
}


def read(**more):
    return read_json_chart(json.dumps({**CONTROL, **more}))


def test_a_description_becomes_the_chart_it_says():
    assert read() == ControlChart(
        title="訪問の件数",
        as_of=DAY,
        unit="件",
        points=(ControlPoint(date(2026, 4, 1), 3), ControlPoint(date(2026, 5, 1), None, "集計中")),
        phases=(Phase(None, 3.0, None, 8),),
    )


def test_every_kind_of_chart_can_be_described():
    assert set(KINDS.values()) == {type(chart) for chart in all_samples()}


def test_a_choice_is_written_as_its_word():
    words = {"chart": "before_after", "title": "歩く速さ", "as_of": "2026-11-23", "unit": "秒", "better": "smaller"}
    walk = read_json_chart(
        json.dumps({**words, "occasions": [{"name": "始めたとき", "on": "2026-06-01", "value": 9.5}]})
    )

    assert isinstance(walk, BeforeAfter) and walk.better is Better.SMALLER


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"chart": "pie"}, "図の種類を書いてください（control_chart、"),
        ({"titel": "x"}, "「titel」という項目はありません（あるのは title、as_of、"),
        ({"as_of": "11/23"}, "as_ofの「11/23」は日付ではありません"),
        ({"points": {}}, r"pointsは \[ \] で囲んで"),
        ({"points": [3]}, r"pointsの1番目は \{ \} で囲んで"),
        ({"points": [{"when": "2026-04-01"}]}, "pointsの1番目に「value」がありません"),
        ({"points": [{"when": "2026-04-01", "value": "3"}]}, "pointsの1番目のvalueは数で書いてください（いまは「3」）"),
        ({"points": [{"when": "2026-04-01", "value": True}]}, "数で書いてください"),
        ({"points": [{"when": "2026-04-01", "value": 3, "part": 1.5}]}, "整数で書いてください"),
        ({"step": "week"}, "stepの「week」は選べません（選べるのは month、fiscal_year、order）"),
        ({"from_zero": 1}, "true か false"),
        ({"title": 3}, "titleは文字で"),
        ({"chart": ["bars"]}, "図の種類"),
        ({"digits": -5}, "小数の桁（digits）は0から6まで"),
        ({"target": 10**400}, "大きすぎて描けません"),
        ({"title": "訪問\x00"}, "目に見えない符号"),
        ({"points": [{"when": "2026-04-01", "value": 3}, {"when": "2026-04-30", "value": 5}]}, "令和8年4月）"),
        ({"points": [{"when": "2026-13-01", "value": 3}]}, "pointsの1番目のwhenの「2026-13-01」は日付ではありません"),
        ({"points": [{"when": "2026-04-01", "value": float("nan")}]}, "NaN は数ではありません"),
    ],
)
def test_a_mistake_is_said_where_it_stands(more, said):
    with pytest.raises(UnreadableChart, match=said):
        read(**more)


def test_a_missing_field_is_named():
    with pytest.raises(UnreadableChart, match="「title」がありません"):
        read_json_chart('{"chart": "flow"}')


@pytest.mark.parametrize(("text", "said"), [("{", "1行目"), ("[]", "で囲んで")])
def test_what_is_no_description_is_refused(text, said):
    with pytest.raises(UnreadableChart, match=said):
        read_json_chart(text)


def test_what_a_chart_itself_refuses_is_said_the_same_way():
    mixed = {"chart": "bars", "title": "x", "as_of": "2026-11-23"}
    bars = [{"name": "a", "part": 1}, {"name": "b", "part": 1, "whole": 2}]

    with pytest.raises(UnreadableChart, match="混ぜられません"):
        read_json_chart(json.dumps({**mixed, "bars": bars}))


def csv(text, **more):
    return read_csv_chart(text, **{"title": "訪問と相談", "unit": "件", "as_of": DAY, **more})


def test_a_table_becomes_lines_and_words_stay_words():
    chart = csv('\ufeff期間,訪問,相談\n令和8年4月,3,"1,204"\n2026-05,集計中,12\n2026/6,4\n')

    assert [one.name for one in chart.series] == ["訪問", "相談"]
    assert [point.when for point in chart.series[0].points] == [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)]
    assert [point.value for point in chart.series[1].points] == [1204, 12, None]
    assert chart.series[0].points[1].missing == "集計中"


def test_what_a_program_writes_for_no_number_is_no_number():
    assert [point.value for point in csv("期間,訪問\n2026-04,nan\n2026-05,inf\n2026-06,3\n").series[0].points] == [
        None,
        None,
        3,
    ]


def test_a_table_of_fiscal_years_is_one_of_years():
    chart = csv("年度,認定率\n平成30年度,17.5\n令和元年度,18\n")

    assert [point.when.year for point in chart.series[0].points] == [2018, 2019]
    assert chart.table().rows[1][0] == "令和元年度"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1行目に見出し"),
        ("期間\n令和8年4月\n", "1行目に見出し"),
        ("期間,訪問\n4月,3\n", "2行目の「4月」は期間として読めません"),
        ("期間,訪問\n令和8年13月,3\n", "暦にない月"),
        ("期間,訪問\n令和8年4月,3\n令和8年度,3\n", "3行目の「令和8年度」"),
        ("期間,a,b,c,d\n令和8年4月,1,2,3,4\n", "1〜3本"),
        ("期間,訪問\n令和8年4月,3\n2026-04,5\n", "3行目の「2026-04」は、2行目と同じ期間"),
        ("期間,訪問\n令和8年4月,3,000\n", "2行目のますが見出しより多く"),
        ("期間,訪問,訪問\n令和8年4月,3,4\n", "同じ名前が2つ"),
        ('期間,訪問\n令和8年4月,"3\n', "とじていない"),
        ("期間,訪問\n令和0年4月,3\n", "暦にない年"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(text, said):
    with pytest.raises(UnreadableChart, match=said):
        csv(text)
