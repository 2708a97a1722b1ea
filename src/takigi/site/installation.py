"""設置ファイル: reads installation.toml, refuses wrong values with a hint, and keeps the secrets."""

import contextlib
import os
import secrets
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

EXAMPLE = Path(__file__).with_name("installation.example.toml")


class InstallationError(Exception):
    """installation.toml holds a value that cannot work; the text says which, why and what to write."""


@dataclass(frozen=True)
class Server:
    """[server]: where the pages are served."""

    address: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    https: bool = False
    workers: int = 1


@dataclass(frozen=True)
class Database:
    """[database]: sqlite (a file in the data folder) or postgresql."""

    engine: str = "sqlite"
    name: str = "takigi"
    host: str = ""
    port: int = 5432
    user: str = ""
    password_file: str = ""


@dataclass(frozen=True)
class Security:
    """[security]: second factor, idle time and lockout."""

    second_factor: str = "required"
    idle_minutes: int = 30
    lockout_failures: int = 5
    lockout_minutes: int = 15
    password_length: int = 12


@dataclass(frozen=True)
class Oidc:
    """[oidc]: sign-in by the town's own identity provider; empty means off."""

    server_url: str = ""
    client_id: str = ""
    secret_file: str = ""
    label: str = "庁内の認証でサインイン"


@dataclass(frozen=True)
class Imports:
    """[imports]: the largest file that is read."""

    max_megabytes: int = 100


@dataclass(frozen=True)
class Installation:
    """One installation: everything an administrator sets, checked."""

    home: Path
    server: Server = field(default_factory=Server)
    database: Database = field(default_factory=Database)
    security: Security = field(default_factory=Security)
    oidc: Oidc = field(default_factory=Oidc)
    imports: Imports = field(default_factory=Imports)

    def secret(self, name: str) -> bytes:
        """A random secret of 32 bytes, made once and kept readable by its owner only."""
        path = self.home / "secrets" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = path.with_suffix(".new")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_hex(32))
            # Linked, not renamed: when two processes start at once, the first one's secret stays.
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink(missing_ok=True)
        return bytes.fromhex(path.read_text().strip())


def read_installation(home: Path) -> Installation:
    """Read `home`/installation.toml; a missing file means the defaults. Raises InstallationError."""
    path = home / "installation.toml"
    if not path.exists():
        return Installation(home)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InstallationError(
            f"{path.name} を読めません（{error}）。installation.example.toml の書き方と見くらべてください。"
        ) from error
    parts = {f.name: f.default_factory for f in fields(Installation) if f.name != "home"}
    _refuse_unknown(written, set(parts), "")
    tables = {name: _table(name, cls, written.get(name, {})) for name, cls in parts.items()}  # type: ignore[arg-type]  # default_factory is the class
    installation = Installation(home, **tables)
    _check(installation)
    return installation


def _refuse_unknown(written: dict[str, Any], known: set[str], where: str) -> None:
    for name in written:
        if name not in known:
            raise InstallationError(
                f"installation.toml の{where}「{name}」は知らない項目です。使えるのは {'、'.join(sorted(known))} です。"
            )


def _table(name: str, cls: type, written: Any) -> Any:
    if not isinstance(written, dict):
        raise InstallationError(f"installation.toml の「{name}」は [{name}] という見出しで書いてください。")
    kinds = get_type_hints(cls)
    _refuse_unknown(written, set(kinds), f" [{name}] の")
    values = {}
    for key, value in written.items():
        wanted = list if kinds[key] == tuple[str, ...] else kinds[key]
        if type(value) is not wanted:
            words = {int: "数", str: '文字（"…"）', bool: "true か false", list: '文字の並び ["…"]'}[wanted]
            raise InstallationError(f"installation.toml の [{name}] {key} には{words}を書いてください。")
        values[key] = tuple(value) if isinstance(value, list) else value
    return cls(**values)


def _check(it: Installation) -> None:
    ranges = [
        ("server", "port", it.server.port, 1, 65535),
        ("server", "workers", it.server.workers, 1, 64),
        ("security", "idle_minutes", it.security.idle_minutes, 1, 720),
        ("security", "lockout_failures", it.security.lockout_failures, 1, 20),
        ("security", "lockout_minutes", it.security.lockout_minutes, 1, 1440),
        ("security", "password_length", it.security.password_length, 8, 64),
        ("imports", "max_megabytes", it.imports.max_megabytes, 1, 2048),
        ("database", "port", it.database.port, 1, 65535),
    ]
    for table, key, value, low, high in ranges:
        if not low <= value <= high:
            raise InstallationError(
                f"installation.toml の [{table}] {key} は {low} から {high} までの数にしてください（今は {value}）。"
            )
    choices = [
        ("database", "engine", it.database.engine, ("sqlite", "postgresql")),
        ("security", "second_factor", it.security.second_factor, ("required", "optional")),
    ]
    for table, key, value, allowed in choices:
        if value not in allowed:
            raise InstallationError(
                f"installation.toml の [{table}] {key} は {' か '.join(allowed)} にしてください（今は {value}）。"
            )
    for label, name in (
        ("[database] password_file", it.database.password_file),
        ("[oidc] secret_file", it.oidc.secret_file),
    ):
        if name and not Path(name).is_file():
            raise InstallationError(
                f"installation.toml の {label} のファイルがありません。置き場所を確かめてください。"
            )
    if bool(it.oidc.server_url) != bool(it.oidc.client_id):
        raise InstallationError("installation.toml の [oidc] は server_url と client_id の両方を書いてください。")
