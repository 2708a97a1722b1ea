"""判定表の頁: the access rules as a page for the data-protection officer, written from the code.

`python -m takigi.access.reference_page docs/reference/access-matrix.md` writes it anew.
"""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from takigi.access.decide import CONDITIONS, FOLLOWING_PHASES, PREPARING, READING_PHASES, MeetingPhase
from takigi.access.disclosure_bases import RULES as DISCLOSURE_RULES
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import CASE_CLASSES, Information
from takigi.access.legal_bases import DECLARATIONS, LegalBasis, SecrecyType, last_day_of
from takigi.access.matrix import EMERGENCY_CLASSES, EMERGENCY_RELATIONS, MATRIX, Code
from takigi.access.relations import Relation
from takigi.access.write_matrix import RULES as WRITE_RULES
from takigi.access.write_matrix import Action

# Counted by the tests, one decision after another; a change of this number is a change of who may read what.
DECISIONS = 7_311_360
PERMITTED_DECISIONS = 984_400

OPENING = f"""\
# 判定表

だれが、どの情報を、どんなときに見られるか。この頁はプログラムから書き出したもので、手では直しません。
関係 {len(Relation)} × 情報の区分 {len(Information)} の {len(MATRIX)} ますのすべてに決まりがあり、決まりのないますはありません。
考えられる {DECISIONS:,} 通りの判断をテストで一つずつ確かめていて、見られるのはそのうち {PERMITTED_DECISIONS:,} 通りです。

## 判断の順番

1. **D1** アカウントが有効でなければ、何も見られません。
2. **D2** 守秘の確認（または職務上の守秘義務の記録）がなければ、ケースの情報は見られません。
3. **E** 緊急の閲覧中で、下の表に「·E」があれば見られます。
4. それ以外は、表のコードのとおりです。

関係がいくつもある人は、どれか一つで見られれば見られます。D1 と D2 は、同意や緊急の閲覧があっても変わりません。
会議の記録に世帯・経過・要配慮個人情報が含まれるときは、区分ごとに分けて表示し、見られない区分は出しません。
"""


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(header)
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _mark(holds: bool) -> str:
    return "○" if holds else ""


def _labels(words: Iterable[Relation | Information | MeetingPhase], among: Iterable[str]) -> str:
    chosen = set(among)
    return "、".join(f"「{word.label}」" for word in words if word in chosen)


def _grid() -> str:
    rows = ([info_class, *(MATRIX[info_class, relation].text for relation in Relation)] for info_class in Information)
    return "## 表\n\n" + _table(["区分", *Relation], rows)


def _codes() -> str:
    own = ((f"`{code}`", code.when, code.view.label) for code in Code if code in CONDITIONS)
    rows = [("`-`", "見られない", Code.NEVER.view.label), *own]
    notes = f"""
- `∨` はどちらか一方で足ります。`>` は、前のコードが当てはまる間はそのとおり、その後は後ろのコードのとおりです。
- `M` と `M+` で見られるのは、会議が{_labels(MeetingPhase, READING_PHASES)}のときで、招かれて承諾した人に限ります。
  {_labels(Relation, PREPARING)}は準備をするため、「{MeetingPhase.ACCEPTED.label}」のときから見られ、招かれている必要はありません。
- 「開示された」とは、根拠のある会議体で、守秘を確認した受け手に対して、区分ごとに開示の記録があることです。
- `F` は、会議が{_labels(MeetingPhase, FOLLOWING_PHASES)}のときです。
- `E` は{_labels(Relation, EMERGENCY_RELATIONS)}が、{_labels(Information, EMERGENCY_CLASSES)}を見るときだけです。
- 少人数とは5人未満（こころの健康に関わる集計は10人未満）です。
"""
    return "## コードの意味\n\n" + _table(["コード", "見られるとき", "見える範囲"], rows) + notes


def _words() -> str:
    relations = ((f"`{relation}`", relation.label, relation.reason) for relation in Relation)
    classes = ((f"`{it}`", it.label, _mark(it in CASE_CLASSES)) for it in Information)
    return (
        "## 関係\n\n"
        + _table(["関係", "名前", "画面に出る閲覧の根拠"], relations)
        + "\n## 情報の区分\n\n"
        + _table(["区分", "名前", "ケースの情報（D2）"], classes)
    )


def _who(action: Action) -> str:
    rule = WRITE_RULES[action]
    if len(rule.open_to) == len(Relation):
        return rule.also
    may = [f"{relation}（{limit}）" if limit else str(relation) for relation, limit in rule.open_to.items()]
    return "、".join([*may, rule.also] if rule.also else may)


def _actions() -> str:
    rows = (
        (
            action.label,
            _who(action),
            "、".join(need.label for need in WRITE_RULES[action].requires),
            WRITE_RULES[action].basis,
        )
        for action in Action
    )
    return "## 操作できる人\n\n見られることと、変えられることは別です。\n\n" + _table(
        ["操作", "できる人", "条件", "根拠"], rows
    )


def _in_force(basis: LegalBasis) -> Iterable[tuple[str, ...]]:
    declared = DECLARATIONS[basis]
    for wording in declared.wordings:
        last = last_day_of(basis, wording)
        yield (
            basis.label,
            f"{declared.law}{declared.provision}",
            f"{wording.since}〜{last or ''}",
            f"{wording.secrecy}",
            f"{wording.penalty_article}：{wording.penalty}",
            "済" if wording.verified else "**未確認**",
            wording.source,
        )


def _laws() -> str:
    opened = "、".join(basis.label for basis in LegalBasis if DECLARATIONS[basis].opens_identity_without_consent)
    wordings = [row for basis in LegalBasis for row in _in_force(basis)]
    bound = (
        (
            basis.label,
            *(DECLARATIONS[basis].bound[kind] for kind in SecrecyType),
            _reread(basis),
            DECLARATIONS[basis].remark,
        )
        for basis in LegalBasis
        if DECLARATIONS[basis].bound
    )
    return (
        "## 会議体の根拠法令\n\n"
        f"本人の同意がなくても個人が分かる情報を開示できるのは、次の会議だけです：{opened}。\n\n"
        + _table(["会議体", "設置の根拠", "期間", "守秘", "罰則", "条文の確認", "出典"], wordings)
        + "\n### 守秘義務を負う人\n\n"
        + _table(["会議体", *(kind.label for kind in SecrecyType), "読み直しが要る日", "備考"], bound)
    )


def _reread(basis: LegalBasis) -> str:
    day: date | None = DECLARATIONS[basis].reread_from
    return f"{day}から" if day else ""


def _disclosures() -> str:
    rows = (
        (
            f"`{basis}`",
            basis.label,
            rule.source,
            f"{rule.since}から" if rule.since else "",
            "要" if rule.needs_approval_record else "",
            "済" if rule.verified else "**未確認**",
            rule.remark,
        )
        for basis, rule in ((basis, DISCLOSURE_RULES[basis]) for basis in DisclosureBasis)
    )
    return "## 開示の根拠\n\nどれも当てはまらない開示はできません。\n\n" + _table(
        ["コード", "名前", "出典", "期間", "承認の記録", "確認", "備考"], rows
    )


def access_matrix_page() -> str:
    """The page in Markdown."""
    parts = (OPENING, _grid(), _codes(), _words(), _actions(), _laws(), _disclosures())
    return "\n".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(access_matrix_page(), encoding="utf-8", newline="\n")
