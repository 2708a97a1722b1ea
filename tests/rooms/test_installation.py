"""設置ファイル: right values are read, wrong ones stop the start with what to write instead."""

import stat
import tomllib

import pytest

from takigi.site.installation import EXAMPLE, InstallationError, read_installation
from takigi.site.logs import scrub


def test_without_a_file_the_defaults_hold(tmp_path):
    installation = read_installation(tmp_path)

    assert installation.database.engine == "sqlite"
    assert installation.security.second_factor == "required"


def test_the_commented_example_says_exactly_the_defaults(tmp_path):
    """Read as it stands, it changes nothing; and it names every setting there is."""
    (tmp_path / "installation.toml").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    read, plain = read_installation(tmp_path), read_installation(tmp_path / "nowhere")

    for part in ("server", "database", "security", "oidc", "imports"):
        expected = getattr(plain, part)
        if part == "oidc":
            assert read.oidc.server_url == expected.server_url == ""
            continue
        assert getattr(read, part) == expected
        written = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))[part]
        assert set(written) == set(vars(expected))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[server\n", "読めません"),
        ("[sever]\nport = 1\n", "知らない項目"),
        ("[server]\nprot = 8000\n", "知らない項目"),
        ('[server]\nport = "8000"\n', "数を書いて"),
        ("[server]\nport = 99999\n", "65535"),
        ("[server]\nport = true\n", "数を書いて"),
        ('[server]\nhosts = "a"\n', "文字の並び"),
        ('[database]\nengine = "oracle"\n', "sqlite か postgresql"),
        ('[security]\nsecond_factor = "no"\n', "required か optional"),
        ("[security]\nidle_minutes = 0\n", "1 から 720"),
        ('[database]\npassword_file = "/no/such/file"\n', "ファイルがありません"),
        ('[oidc]\nclient_id = "x"\n', "両方"),
        ("server = 3\n", "見出し"),
    ],
)
def test_a_wrong_value_is_refused_with_a_hint(tmp_path, written, says):
    (tmp_path / "installation.toml").write_text(written, encoding="utf-8")

    with pytest.raises(InstallationError, match=says):
        read_installation(tmp_path)


def test_a_secret_is_made_once_and_read_by_its_owner_only(tmp_path):
    installation = read_installation(tmp_path)
    first = installation.secret("some-key")

    assert installation.secret("some-key") == first
    assert len(first) == 32
    mode = (tmp_path / "secrets" / "some-key").stat().st_mode
    assert not mode & (stat.S_IRGRP | stat.S_IROTH)
    assert installation.secret("other-key") != first


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("GET /people/?q=やまだ 200", "GET /people/ 200"),
        ("insured 0001234567 not found", "insured # not found"),
        ("KeyError: '山田　ハナ'", "KeyError: '…　…'"),
        ("plain words 404", "plain words 404"),
    ],
)
def test_a_log_line_carries_no_name_number_or_typed_word(line, left):
    assert scrub(line) == left
