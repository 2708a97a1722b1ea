"""異体字: kanji that people write differently in one and the same name. Declarations; used for search copies only.

Each word begins with the usual form; the others are found under it. Where a register tells two of them apart the
stored name still does: only the search key is one. Left out on purpose: kanji that are merely alike or read alike
and make different families (坂 阪, 畑 畠, 崎 埼, 川 河, 柿 杮) or different given names (修 脩, 遊 游, 輝 煇).

Forms of the compatibility blocks of Unicode (神 福 塚 隆 and others, one sign to the eye) need no line here:
NFKC makes them one with the usual form before this table is asked. Doubt a line by asking two questions: do two
offices write one person's name in both ways, and is no one offended to be found under the other?
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Source: 常用漢字表 (平成22年内閣告示第2号), the old forms in brackets, as far as they are signs of their own.
_OLD_FORMS = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 奥奧 横橫
温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 缶罐 巻卷 陥陷 勧勸 寛寬 関關
歓歡 観觀 気氣 帰歸 偽僞 亀龜 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅 勲勳 薫薰 径徑
茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 欠缺 県縣 倹儉 剣劍 険險 圏圈 検檢 献獻 権權 顕顯 験驗
厳嚴 広廣 効效 恒恆 黄黃 鉱鑛 号號 国國 黒黑 砕碎 済濟 斉齊斎齋 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲
歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 緒緖 叙敍 将將 称稱 渉涉 焼燒 証證
奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗
随隨 髄髓 枢樞 数數 瀬瀨 声聲 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜
挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤
担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵 点點 転轉 伝傳 灯燈
当當 党黨 盗盜 稲稻 闘鬭 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻
秘祕 浜濱 瓶甁 払拂 仏佛 併倂 並竝 餅餠 辺邊 変變 弁辨瓣辯 歩步 宝寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默
弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵
戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 郎郞 楼樓 録錄 湾灣
"""

# Source: 戸籍法施行規則 別表第二, kanji for names: the pairs of forms of one kanji, and old forms allowed in names.
_NAME_KANJI = """
亘亙 凛凜 巌巖 尭堯 晃晄 桧檜 槙槇 祢禰 禄祿 穣穰 萌萠 遥遙 園薗 杯盃 富冨 涼凉 島嶋 峰峯 野埜 駆駈
"""

# Kanji whose printed and written forms got codes of their own: simplified outside the official table (表外漢字字体表,
# 平成12年国語審議会答申) or old print of a usual kanji.
_PRINTED_FORMS = """
青靑 清淸 絶絕 説說 税稅 脱脫 悦悅 鋭銳 閲閱 彦彥 顔顏 教敎 戸戶户 内內 冊册 呉吳吴 娯娛 尚尙 既旣 概槪
姫姬 姉姊 歳歲 強强 宮宫 呂吕 研硏 瑶瑤 産產 隣鄰 聡聰聦 煕熙熈凞 晋晉 鴎鷗 鶯鴬 蝋蠟 頬頰 掻搔 填塡 剥剝 叱𠮟
嚢囊 噛嚙 屏屛 妍姸 溌潑 涜瀆 箪簞 繍繡 繋繫 莱萊 蒋蔣 躯軀 醤醬 顛顚 騨驒 麹麴 壷壺 撹攪 涛濤 迩邇 蝿蠅 侭儘
薮藪籔 篭籠 竃竈 祷禱 潅灌 焔焰 砺礪 蛎蠣 諌諫 靭靱 頚頸 鯵鰺 梼檮 芦蘆 侠俠 倶俱 厩廐廏 間閒 并幷 兎兔 曳曵
鹸鹼 鈎鉤 葱蔥 賎賤  飲飮 飯飰 舗舖 竪豎  桝枡 皐皋 毘毗 耕畊 濶闊 蕊蘂 穎頴 栖棲
"""

# Forms met in registers and on name plates. Where the written form tells families apart the officer sees it in the
# stored name; whoever searches does not know which one the register has.
_REGISTER_FORMS = """
高髙 崎﨑碕嵜㟢 辺邉 浜濵 島嶌 桑桒 吉𠮷 柳栁桺 橋槗𣘺 館舘 達逹 船舩 渕淵渊 鉄鐡銕 土圡𡈽 松枩柗
梅楳 村邨 秋穐龝 柏栢 栃杤 欅﨔 多夛 喜㐂 珍珎 宝寳 寿夀 国圀囯 昇曻 功㓛 勢㔟 岸㟁 丈𠀋 脇𦚰 台䑓 会㑹 卯夘
苅刈 雁鴈 鶏雞 鶴靍靎靏鸖 剣劔劒剱釼 叡睿 哲喆 回囘囬 於扵 昂昻 氷冰 虎乕 裏裡 群羣 庵菴 蓑簑 京亰 仙僊 俊儁
傑杰 宜冝 寧寍寕 協恊 博愽 垂埀 峨峩 略畧 卒卆 恥耻 煙烟 糧粮 鎌鐮 冴冱 善譱 郷鄉 猪豬 猫貓
徳悳惪 賢贒 映暎 留畄 稚穉 岡崗 往徃 湧涌 沖冲 畝畆
場塲 綿緜 叙敘 迪廸 函凾 質貭 解觧 稿稾 学斈 勲勛 況况 隷隸 鼓皷 夢梦 篠筱 器噐 窓窗 鑑鑒 事亊 杉杦 奇竒 凡凢 本夲
朗朖 爾尓 磯礒 年秊 翠翆 蘇蘓 職軄
角⻆ 西⻄ 長⻑ 青⻘ 黄⻩ 亀⻲ 斉⻫ 竜⻯ 虎⻁ 食⻝ 鬼⻤ 麦⻨ 歯⻭ 民⺠
"""


def _variants() -> Iterator[tuple[str, str]]:
    for table in (_OLD_FORMS, _NAME_KANJI, _PRINTED_FORMS, _REGISTER_FORMS):
        for word in table.split():
            for variant in word[1:]:
                yield variant, word[0]


def _hentaigana() -> Iterator[tuple[str, str]]:
    """Old cursive kana, found in the given names of women born before the war; their names in Unicode tell the sound."""
    for code in range(0x1B002, 0x1B11F):
        sound = unicodedata.name(chr(code)).removeprefix("HENTAIGANA LETTER ").split("-")[0]
        yield chr(code), unicodedata.lookup(f"KATAKANA LETTER {sound}")


USUAL_FORM: dict[str, str] = dict(_variants()) | dict(_hentaigana())
