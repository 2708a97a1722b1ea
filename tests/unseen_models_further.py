"""見たことのないモデル、つづき: empty houses and health checks, written as two other town halls would, with the same kinds of faults in other words."""

from datetime import date
from decimal import Decimal

from takigi.logic_models.rules.checks import AimSeen, Around, ClaimSeen, ReadingSeen, UseSeen
from takigi.logic_models.rules.learning import Comparison, Frequency, UseRole, WantedDirection
from tests.unseen_models import ON, Unseen

HOUSES = Unseen(
    """
題: 空いた家に灯がつく集落
ありたい姿: 住む人がつづいている
誰に: 空き家の持ち主
  現状: 仏壇があるから貸せない、と思っている
    真因: 荷を片づける手がない
    真因: 貸したあとのもめごとがこわい
  課題: 空き家バンクの創設
  課題: 貸してもよい気持ちと、片づけられない暮らしの間
  活動: 盆と正月に、片づけの相談の席を開く
    だれが: 集落支援員
    結果: 帰ってきた方が、席で話している
      初期: 「貸してもいいかな」と言う
        なぜそうなるか: 片づけを手伝う人の顔が見えるから
        確かめ方: 席で聞いたことばを書く
          確かめる人: 集落支援員
          どのくらいおきに: 盆と正月
          見直す目安: 一年で一人も言わない
        中間: 荷を片づけた家がふえる
          なぜそうなるか: 貸すと決めれば、日が決まるから
          長期: 空いた家に人が住む
            なぜそうなるか: 片づいた家は、見に来た日に決まるから
            → 住む人がつづいている: 一軒決まると、次が続くから
  活動: 持ち主に手紙を送る
    だれが: 移住係
    結果: 手紙が届いている
      初期: 片づけの補助金を交付する
        なぜそうなるか: 費用が心配だから
        確かめ方: 電話で聞かれたことを書きとめる
          確かめる人: 移住係
          次に確かめる日: R9.2.1
          見直す目安: 三か月で一件も電話がない
        → 荷を片づけた家がふえる: 費用の心配がへるから
誰に: 移ってきた方
  活動: 草刈りの日に声をかける
    だれが: 区の役員
    予定: 2026-05-01〜2026-06-30 春の草刈り
    結果: 草刈りの日に、並んで手を動かした
      中間: 区の役を自分から引き受ける
        なぜそうなるか: 名前で呼ばれるから
        → 住む人がつづいている: 役を持つと、その先の年を考えるから
      中間: 近所どうしで雪かきを助けあう
        なぜそうなるか: 顔を知ったから
        → 住む人がつづいている: 冬を越せると思えるから
誰に: 区の役員
  活動: 移住した方の話を聞く会へ参加する
    結果: 顔を合わせた
      → 区の役を自分から引き受ける: 頼み方が変わるから
""",
    lambda at: Around(
        on=ON,
        uses=(
            UseSeen(at("荷を片づけた家がふえる"), "相談の席の開催日数", UseRole.INTERMEDIATE, WantedDirection.UP, Frequency.YEARLY),
            UseSeen(
                at("空いた家に人が住む"),
                "空き家の割合",
                UseRole.LONG_TERM,
                None,
                Frequency.YEARLY,
                aims=(AimSeen(Decimal(18), date(2025, 4, 1)), AimSeen(Decimal(16), date(2026, 4, 1))),
            ),
            UseSeen(at("区の役を自分から引き受ける"), "ボランティア活動への参加率", UseRole.INTERMEDIATE, WantedDirection.UP, Frequency.YEARLY),
            UseSeen(at("空いた家に人が住む"), "移住セミナーの来場者数", UseRole.LONG_TERM, WantedDirection.UP, Frequency.YEARLY),
        ),
        readings=(
            ReadingSeen(at("荷を片づける手がない"), "聞いた15人のうち11人が、そう話した", supported_by=1),
            ReadingSeen(at("荷を片づけた家がふえる → 空いた家に人が住む"), "片づいた3軒は、その年に決まった", supported_by=1, stale=1),
        ),
    ),
    (
        (1, "片づけの補助金を交付する"),
        (2, "相談の席の開催日数"),
        (2, "移住セミナーの来場者数"),
        (3, "空き家の割合"),
        (8, "移住した方の話を聞く会へ参加する"),
        (9, "貸したあとのもめごとがこわい"),
        (9, "空き家バンクの創設"),
        (11, "草刈りの日に声をかける"),
        (13, "つながり"),
    ),
)  # fmt: skip

CHECKUPS = Unseen(
    """
題: 腎臓を長く使える町
ありたい姿: 透析をはじめずに、はたらきつづけられる
誰に: 健診に来ていない40代
  現状: 結果を聞くのがこわい、と話す
    真因: 悪いと言われても、直し方を聞いたことがない
  課題: 特定健診の受診勧奨
  課題: 産業医のいない職場への支援体制の整備
  課題: 知りたくない気持ちと、まだ間に合うことの間
  活動: 夜と日曜の健診の日をつくる
    だれが: 保健センター
    結果: 日曜の健診の席がうまっている
      初期: 「自分のことだった」と言う
        なぜそうなるか: その場で去年の数とくらべて見せるから
        確かめ方: 結果を渡した席で聞いたことばを書く
          確かめる人: 保健師
          どのくらいおきに: 毎月
          見直す目安: 三か月聞かれない
        中間: 次の年も健診に来る
          なぜそうなるか: 数の動きを自分で見たいから
          長期: 透析をはじめる方が減る
            なぜそうなるか: 早く気づいた方は、薬が間に合うから
            → 透析をはじめずに、はたらきつづけられる: 通院が月に一度ですむから
誰に: かかりつけの先生
  活動: 紹介状のひな形をいっしょに作る
    だれが: 保健センター
    結果: ひな形が、どの医院にもある
      初期: 先生が市へ返事の紙を送る
        なぜそうなるか: 丸をつけるだけだから
        確かめ方: 届いた返事を数える
          確かめる人: 事務
        → 次の年も健診に来る: 先生にすすめられると来るから
      中間: 重症化予防の保健指導を提供する
        なぜそうなるか: 先生から頼まれるから
        → 透析をはじめる方が減る: 食べ方が変わるから
誰に: 自分たち
  自分たち: はい
  活動: 断られた電話を、週に一度話しあう
    結果: 話しあったことが残る
      初期: 断られた日に、となりの席に話す
        なぜそうなるか: 責められないと分かるから
        → 「自分のことだった」と言う: 言い方が変わるから
""",
    lambda at: Around(
        on=ON,
        uses=(
            UseSeen(at("次の年も健診に来る"), "特定健診の受診率", UseRole.INTERMEDIATE, WantedDirection.UP, Frequency.YEARLY, points=2),
            UseSeen(at("透析をはじめる方が減る"), "新しく透析になった方の数", UseRole.LONG_TERM, WantedDirection.DOWN, Frequency.THREE_YEARLY),
            UseSeen(at("「自分のことだった」と言う"), "健康教室の延べ受講者数", UseRole.INITIAL, WantedDirection.UP, Frequency.MONTHLY),
            UseSeen(at("先生が市へ返事の紙を送る"), "返事のあった紹介状の割合", UseRole.INITIAL, WantedDirection.UP, Frequency.MONTHLY, points=4),
        ),
        readings=(
            ReadingSeen(at("悪いと言われても、直し方を聞いたことがない"), "12人のうち8人が、初めて聞いたと言った", supported_by=1),
            ReadingSeen(at("次の年も健診に来る"), "受診率は上がりつづけている", supported_by=1),
            ReadingSeen(at("先生が市へ返事の紙を送る"), "返事は先生によってちがう", supported_by=1),
        ),
        claims=(
            ClaimSeen("c1", at("次の年も健診に来る"), "日曜の健診のおかげで、受診率が上がった", Comparison.BEFORE_AFTER, "職場の健診がへった"),
            ClaimSeen(
                "c2",
                at("「自分のことだった」と言う"),
                "日曜に来た方のうち、30人中18人がそう言った",
                Comparison.BEFORE_AFTER,
                "来た方は、もともと気にしていた",
            ),
        ),
    ),
    (
        (1, "重症化予防の保健指導を提供する"),
        (2, "健康教室の延べ受講者数"),
        (9, "特定健診の受診勧奨"),
        (9, "産業医のいない職場への支援体制の整備"),
        (10, "断られた日に、となりの席に話す"),
        (10, "届いた返事を数える"),
        (12, "日曜の健診のおかげで"),
        (14, "特定健診の受診率"),
    ),
)  # fmt: skip
