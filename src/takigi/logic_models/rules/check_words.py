"""14の問いの言葉: how a deed, a service's name or a trend gives itself away. Better one question too few than ten too many."""

import re

_DEED = (
    "実施|開催|配布|作成|作製|設置|周知|説明|訪問|発行|掲載|案内|依頼|募集|委託|運営|推進|交付|支給|貸与|啓発|派遣|養成|整備|配置|策定"
    # Somebody of the place may offer a field or a hand; guidance and services are offered by the town hall.
    "|(?:支援|指導|サービス|機会|講座)を提供"
)
# 「相談窓口の設置」: the same as a heading. (依頼, 訪問 and 説明 alone may be somebody else's.)
_HEADED = "実施|開催|配布|作成|作製|設置|周知|発行|掲載|募集|委託|推進|交付|支給|貸与|啓発|派遣|養成|整備|配置|策定"
# 「教室を開催する」: the sentence ends in something that the team does.
IS_A_DEED = re.compile(
    rf"(?:{_DEED})(?:を)?(?:する|した|します|しました|している|を行う|を行った|を行います)[。」]?$|を(?:行う|行った|開く|開いた|配る|配った)[。」]?$"
    rf"|(?:{_HEADED})[。」]?$"
)
# Of what only happens on a day that was set: where it is written of ourselves, the rest may be the change itself.
IS_AN_EVENT = re.compile(
    r"(?:実施|開催|配布|作成|作製|設置|発行|掲載|募集|交付|支給|派遣|策定)(?:を)?(?:する|した|します|しました|している|を行う|を行った|を行います)[。」]?$|を(?:開く|開いた|配る|配った)[。」]?$"
    r"|(?:実施|開催|配布|作成|作製|設置|発行|掲載|募集|交付|支給|派遣|策定)[。」]?$"
)
# Whoever does it of their own accord has changed: 「自分から依頼する」, 「自分たちで開いている」.
OF_THEIR_OWN = re.compile(r"自分から|自分で|自分たち(?:で|から)|自ら|みずから|進んで|すすんで|自主的|自発的|主体的")
# 「区長が…」: who does it, where the sentence says so.
DOER = re.compile(r"^(?P<who>[^がは、。「」]{1,15}?)(?:が|は|による)")
PARTS = re.compile(r"[・、，,／/]|および|及び")
_HELD = (
    r"(?:開催|実施|訪問|会議|講座|教室|研修|訓練|講演|イベント|行事|相談会|説明会|配布|広報|掲載|サロン|カフェ|食堂)"
)
COUNTS_DEEDS = re.compile(
    rf"{_HELD}[^、。]{{0,6}}(?:回数|日数|件数|(?:学習|利用|登録|修了|申込)者数)|開催|開いた数|参加(?:者|人数|数|率)|出席(?:者|人数|率)|受講|来場|(?:延べ|のべ)[^、。]{{0,4}}数|延人数"
    r"|実施(?:件数|率|箇所|か所|ヶ所)|配布|設置数|訪問(?:件数|数)|(?:交付|支給)件数|啓発回数|視聴|閲覧数|来館|入場者"
)
# The same words about the life of the people themselves: a child at school, an old person among others.
IS_THEIR_LIFE = re.compile(
    r"(?:社会|地域|地域活動|地域の活動|住民活動|ボランティア(?:活動)?|(?:自治会|町内会|老人クラブ)(?:活動|の活動)?|趣味の活動|就労)(?:への|に)?参加"
    r"|(?:学校|授業|登校)[^、。]{0,4}出席"
)
# What only the audience itself can do, with nobody named who brings it about. To talk *with* somebody is ours.
IS_THEIR_DEED = re.compile(
    r"(?:に|へ)(?:参加|出席|相談|来所|受講|応募|申し込み)(?:を)?する[。」]?$|(?<![とにへを])(?:参加|出席|来所|受講|応募|申し込み)(?:を)?する[。」]?$"
    r"|(?:理解|学習|自覚)する[。」]?$|を(?:受講|取得)する[。」]?$|(?:を受ける|に出会う|を知る|に気づく)[。」]?$"
)
_SERVICE = r"(?:事業|サービス|教室|講座|プログラム|訪問C|通所C|ケア会議|地域ケア個別会議)"
# Named alone these may stand for many things; with what one does to a service they stand for it.
_MEANS = r"(?:保育|学童|バス|タクシー|公共交通|訓練|研修|給付|助成|補助|補助金|手当|制度|窓口|センター|カフェ|食堂|サロン|通いの場|マップ|アプリ|システム|計画|条例|体制|施設|イベント)"
_DONE_TO_IT = r"(?:見直し|拡充|充実|実施|推進|強化|継続|開催|周知|普及|拡大|導入|創設|整備)"
IS_A_SERVICE = re.compile(
    rf"{_SERVICE}(?:の|を)?{_DONE_TO_IT}?(?:する)?[。」]?$|{_MEANS}(?:の|を)?(?:{_DONE_TO_IT}|運行|配布|作成|策定)(?:する)?[。」]?$"
    # Whatever it is done to: this is a means that somebody has chosen already. (信頼関係の構築 is not.)
    r"|(?:の|を)?(?:拡充|導入|創設|新設|増設|設置|開設|開催|整備|支給|交付|無償化|ワンストップ化|受診勧奨|作成|配布|配置|派遣|発行|補助|助成)(?:する)?[。」]?$"
    r"|支援の(?:推進|充実|強化)[。」]?$"
)
TELLS_A_TREND = re.compile(
    r"傾向|増え(?:て|つづけ|続け)|ふえ(?:つづけ|続け|てき|てい)|へ(?:り(?:つづけ|続け)|って(?:い|き))|減(?:って|り続け)|伸び(?:て|続け)|右肩|改善して|悪化して|上昇(?:して|傾向)|下降|低下して|増加(?:して|し続|しつづ)|減少(?:して|し続|しつづ)|つつある|年々|横ばい"
    # 「声が上がっている」 tells no trend.
    r"|(?:率|数|割合|平均)[がはも](?:上が|下が)(?:って|り続け|りつづけ)"
)
# From three by three on, with more than this share of all possible arrows drawn.
MANY = 3
TOO_DENSE = 0.6
