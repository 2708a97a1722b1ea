"""サインインの入力欄: the sign-in library's forms with our labels, our help and no grey hints inside the fields."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.forms.utils import ErrorDict

CODE_HELP = "認証アプリに出ている6けたの番号です。手元にないときは、予備の番号（8けた）でも入れます。"


def _say(form: forms.BaseForm, name: str, label: str, help_text: str = "", empty: str = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = empty or f"{label}を書いてください。"
    field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):
    """サインイン."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "サインイン名")
        self.fields["login"].widget.attrs["autofocus"] = True
        _say(self, "password", "パスワード")


class PasswordAgain(ReauthenticateForm):
    """パスワードでもう一度確かめる."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", "パスワード")


class NewPassword(ChangePasswordForm):
    """パスワードを変える."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        length = settings.SECURITY.password_length
        _say(self, "oldpassword", "今のパスワード")
        _say(
            self,
            "password1",
            "新しいパスワード",
            f"{length}文字以上。よくある言葉、サインイン名や氏名に似たもの、数字だけのものは使えません。",
        )
        _say(self, "password2", "新しいパスワード（もう一度）")

    def clean(self) -> dict[str, Any]:
        """The two have to be the same, and not the old one; said in our words."""
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned.get("password1") == cleaned.get("oldpassword"):
            self.add_error("password1", "今のパスワードとは違うものにしてください。")
        if "password2" in self.errors and cleaned.get("password1"):
            self._errors = ErrorDict(
                {
                    **self.errors,
                    "password2": self.error_class(["二つの新しいパスワードが違います。同じものを書いてください。"]),
                }
            )
        return cleaned


class _OnceOnly:
    """A code opens once. The library remembers used codes for one period only, and we accept them for three."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # the library's form stands behind it
        used = f"second-factor-used:{self.user.pk}:{normalize_user_code(code)}"  # type: ignore[attr-defined]  # the same
        periods = 2 * settings.MFA_TOTP_TOLERANCE + 1
        if not cache.add(used, True, timeout=periods * settings.MFA_TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class Code(_OnceOnly, AuthenticateForm):
    """二段階の確認."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "番号", CODE_HELP)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autofocus": True})


class CodeAgain(_OnceOnly, CodeAgainForm):
    """番号でもう一度確かめる."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "番号", CODE_HELP)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class FirstCode(ActivateTOTPForm):
    """認証アプリを加える."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "番号", "認証アプリに出た6けたの番号を書いてください。")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class NewPasskey(AddWebAuthnForm):
    """パスキーを加える."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "名前", "どの機器のものか、あとで分かる名前です。")
        self.fields["passwordless"].label = "パスワードなしでサインインできるようにする"
        self.fields["passwordless"].help_text = "指紋・顔・暗証番号の確認ができる機器で使えます。"


class PasskeyName(EditWebAuthnForm):
    """パスキーの名前を変える."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "名前", "どの機器のものか、あとで分かる名前です。")
