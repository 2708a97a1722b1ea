"""14の問いの言葉: how a deed, a service's name or a trend gives itself away. Better one question too few than ten too many."""

import re

_DEED = "実施|開催|配布|作成|作製|設置|周知|説明|訪問|発行|掲載|案内|依頼|募集|委託|運営|推進"
# 「教室を開催する」: the sentence ends in something that the team does.
IS_A_DEED = re.compile(
    rf"(?:{_DEED})(?:を)?(?:する|した|します|しました|している|を行う|を行った|を行います)[。」]?$|を(?:行う|行った|開く|開いた|配る|配った)[。」]?$"
)
COUNTS_DEEDS = re.compile(
    r"回数|開催|開いた数|参加(?:者|人数|数|率)|出席|受講|来場|延べ人数|延人数|実施(?:件数|率|箇所|か所|ヶ所)|配布|設置数|訪問(?:件数|数)"
)
# What only the audience itself can do, with nobody named who brings it about.
IS_THEIR_DEED = re.compile(
    r"(?:に|へ)?(?:参加|出席|相談|来所|受講|応募|申し込み)(?:を)?する[。」]?$|(?:理解|学習|自覚)する[。」]?$|(?:を受ける|に出会う|を知る|に気づく)[。」]?$"
)
_SERVICE = r"(?:事業|サービス|教室|講座|プログラム|訪問C|通所C|ケア会議|地域ケア個別会議)"
IS_A_SERVICE = re.compile(
    rf"{_SERVICE}(?:の|を)?(?:見直し|拡充|充実|実施|推進|強化|継続|開催|周知|普及|拡大|導入|創設|整備)?(?:する)?[。」]?$"
)
TELLS_A_TREND = re.compile(
    r"傾向|増え(?:て|つづけ|続け)|減(?:って|り続け)|伸び(?:て|続け)|右肩|改善して|悪化して|上昇(?:して|傾向)|下降|低下して"
)
# From three by three on, with more than this share of all possible arrows drawn.
MANY = 3
TOO_DENSE = 0.6
