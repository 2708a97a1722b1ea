"""取り込みの入力: the file, how it is opened, the name of a saved mapping, and a reason."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings

KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
ENCODINGS = (
    ("", "自動で見分ける"),
    ("cp932", "MS932（Shift_JIS）"),
    ("utf-8-sig", "UTF-8（BOM付き）"),
    ("utf-8", "UTF-8"),
    ("euc_jp", "EUC-JP"),
    ("utf-16", "UTF-16"),
)


def largest() -> int:
    """The largest file that is read, in megabytes."""
    return int(settings.IMPORT_MAX_BYTES) // (1024 * 1024)


class SentFile(forms.Form):
    """取り込むファイル, as a table: CSV or a workbook. `what`: what its lines are about."""

    what = "台帳"

    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        error_messages={
            "empty": "ファイルの中身が空です。書き出しなおして、もう一度選んでください。",
            "max_length": "ファイルの名前が長すぎます。100文字までに短くして、もう一度選んでください。",
        },
        max_length=100,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        file.label = f"{self.what}のファイル"
        file.error_messages["required"] = f"{self.what}のファイルを選んでください。"
        file.help_text = (
            f"CSV か Excel（xlsx・xls・ods）、{largest()} MB まで。ここへファイルを引いてきて離すこともできます。"
        )

    def clean_file(self) -> Any:
        """Refuses what is too large or of another kind before it is copied."""
        sent = self.cleaned_data["file"]
        if Path(sent.name).suffix.lower() not in KINDS:
            raise forms.ValidationError(
                f"「{Path(sent.name).suffix or '拡張子なし'}」のファイルは取り込めません。CSV か Excel で書き出してください。"
            )
        if sent.size > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                f"ファイルが大きすぎます（{sent.size / 1024 / 1024:.0f} MB）。{largest()} MB までです。"
                "期間や地区で分けて書き出すと、何回かに分けて取り込めます。"
            )
        return sent


class ReadingForm(forms.Form):
    """読み方を変える: another sheet, line of headings or encoding."""

    sheet = forms.ChoiceField(label="シート", required=False)
    header_row = forms.IntegerField(
        label="見出しの行",
        required=False,
        min_value=0,
        max_value=1000,
        help_text="見出しが何行目かを書きます。見出しのないファイルは 0。空のときは自動で見分けます。",
        error_messages={"invalid": "見出しの行は、数字で書いてください。"},
    )
    encoding = forms.ChoiceField(label="文字コード", choices=ENCODINGS, required=False)

    def __init__(self, *args: Any, sheets: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sheets) > 1:
            self.fields["sheet"].choices = [(name, name) for name in sheets]
        else:
            del self.fields["sheet"]


class UndoReason(forms.Form):
    """取り込みを取り消す理由."""

    reason = forms.CharField(
        label="取り消す理由",
        max_length=300,
        help_text="例: 違う月のファイルだった",
        error_messages={"required": "取り消す理由を書いてください（例: 違う月のファイルだった）。"},
    )
