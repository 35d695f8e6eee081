"""Settings: read from a mapping, with all errors at once and no secret in a message."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import STRICTNESSES, VARIABLES, ConfigError, Settings, Variable, environment

ROOT = Path(__file__).parent.parent
TOKEN = "MTAwMDAwMDAw.GAbcde.fGhIjKlMnOpQrStUvWxYz"  # noqa: S105  # has the shape of one, and is none


def problems_of(mapping: dict[str, str], *, for_discord: bool = False) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        Settings.from_env(mapping, for_discord=for_discord)
    return caught.value.problems


def test_an_empty_mapping_gives_the_documented_defaults() -> None:
    documented = {variable.name: variable.default for variable in VARIABLES}
    assert Settings.from_env({}) == Settings.from_env(documented)


def test_every_variable_is_read() -> None:
    settings = Settings.from_env(
        {
            "DISCORD_TOKEN": TOKEN,
            "FAQ_DATA": os.pathsep.join(("one.txt", "two")),
            "ANSWER_CHANNELS": "123456789012345678, 234567890123456789 345678901234567890",
            "STRICTNESS": "Careful",
            "LABELLED_QUESTIONS": "asked.tsv",
            "BASE_URL": "https://x.example/docs/",
            "MEANING": "encoders/mine",
            "CACHE_DIR": "saved",
            "STATE_DIR": "state",
            "DATABASE_URL": "postgresql://faq@localhost/faq",
            "REPORT_TO": "345678901234567890",
            "REQUESTS_PER_SECOND": "12.5",
            "REST_PROXY": "http://10.0.0.1:8080/",
            "SHARD_COUNT": "8",
            "SHARD_IDS": "5, 0-2 2",
            "HEALTH_FILE": "alive",
            "METRICS_PORT": "9100",
            "METRICS_HOST": "::1",
            "LOG_LEVEL": "debug",
            "LOG_FORMAT": "json",
        },
        for_discord=True,
    )
    assert settings == Settings(
        data=(Path("one.txt"), Path("two")),
        base_url="https://x.example/docs/",
        answer_channels=frozenset({123456789012345678, 234567890123456789, 345678901234567890}),
        strictness="careful",
        labelled=Path("asked.tsv"),
        meaning="encoders/mine",
        cache="saved",
        state="state",
        database_url="postgresql://faq@localhost/faq",
        report_to=345678901234567890,
        requests_per_second=12.5,
        rest_proxy="http://10.0.0.1:8080",
        shard_count=8,
        shard_ids=(0, 1, 2, 5),
        health_file=Path("alive"),
        metrics_port=9100,
        metrics_host="::1",
        log_level="debug",
        log_format="json",
        token=TOKEN,
    )


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_an_empty_variable_is_as_good_as_none(variable: Variable) -> None:
    assert Settings.from_env({variable.name: " "}) == Settings.from_env({})


@pytest.mark.parametrize("strictness", STRICTNESSES)
def test_each_strictness_is_accepted(strictness: str) -> None:
    assert Settings.from_env({"STRICTNESS": strictness}).strictness == strictness


def test_every_bad_variable_is_named_at_once() -> None:
    bad = {
        "FAQ_DATA": os.pathsep,
        "ANSWER_CHANNELS": "general",
        "STRICTNESS": "lenient",
        "REPORT_TO": "me",
        "DISCORD_TOKEN": "secret",
    }
    named = {problem.partition(":")[0] for problem in problems_of(bad, for_discord=True)}
    assert named == set(bad)


@pytest.mark.parametrize("ids", ["general", "-1", "0", "12.5", "<#123>", str(2**64), "9" * 5000, "²"])
def test_an_invalid_channel_id_is_refused(ids: str) -> None:
    mapping = {"DISCORD_TOKEN": TOKEN, "ANSWER_CHANNELS": f"123456789012345678 {ids}"}
    (problem,) = problems_of(mapping, for_discord=True)
    assert problem.startswith("ANSWER_CHANNELS: not a channel id")


@pytest.mark.parametrize("rate", ["0", "0.5", "41", "40.1", "-1", "nan", "inf", "1e1", "many", "９"])
def test_a_rate_that_discord_would_not_allow_is_refused(rate: str) -> None:
    (problem,) = problems_of({"REQUESTS_PER_SECOND": rate})
    assert problem.startswith(f"REQUESTS_PER_SECOND: “{rate}” is not a number from 1 to 40")


@pytest.mark.parametrize("count", ["0", "-1", "1.5", "many", "１", "9" * 5000])
def test_a_number_of_shards_that_cannot_be_is_refused(count: str) -> None:
    (problem,) = problems_of({"SHARD_COUNT": count})
    assert problem.startswith(f"SHARD_COUNT: “{count}” is not a number of 1 or more")


@pytest.mark.parametrize("ids", ["4", "0-4", "2-1", "-1", "1-", "a", ",", "０", "9" * 5000])
def test_shards_that_do_not_exist_are_refused(ids: str) -> None:
    (problem,) = problems_of({"SHARD_COUNT": "4", "SHARD_IDS": ids})
    assert problem.startswith("SHARD_IDS: ")


def test_the_ids_of_shards_say_nothing_without_their_number() -> None:
    assert problems_of({"SHARD_IDS": "0"}) == (
        "SHARD_IDS: needs SHARD_COUNT, the number of shards in all processes together",
    )


@pytest.mark.parametrize("address", ["localhost:8080", "ftp://proxy", "http://", "http://a b", "http://proxy/?x"])
def test_the_address_of_a_proxy_is_one_of_the_web(address: str) -> None:
    (problem,) = problems_of({"REST_PROXY": address})
    assert problem.startswith(f"REST_PROXY: “{address}” is not the address of a proxy")


def test_without_a_token_the_message_says_what_to_do() -> None:
    (problem,) = problems_of({}, for_discord=True)
    assert ".env" in problem
    assert "preview" in problem


@pytest.mark.parametrize("address", ["mysql://host/name", "host/name", "postgresql://faq:50%@host/name"])
def test_a_bad_database_address_is_named_without_its_password(address: str) -> None:
    (problem,) = problems_of({"DATABASE_URL": address})
    assert problem.startswith("DATABASE_URL: ")
    assert "host/name" not in problem.replace("postgresql://user:password@host/name", "")


@pytest.mark.parametrize("token", ["abc", "a.b", "a.b.c.d", "a..c", "Bot a.b.c", "a.b\tc.d", "a.b.ç"])
def test_an_invalid_token_is_refused_without_quoting_it(token: str) -> None:
    (problem,) = problems_of({"DISCORD_TOKEN": token}, for_discord=True)
    assert problem.startswith("DISCORD_TOKEN: ")
    assert token not in problem


def test_white_space_around_the_token_does_not_matter() -> None:
    assert Settings.from_env({"DISCORD_TOKEN": f" {TOKEN}\n"}, for_discord=True).token == TOKEN


@pytest.mark.parametrize(
    "mapping", [{"DISCORD_TOKEN": "bad token"}, {"ANSWER_CHANNELS": "general"}, {"REPORT_TO": "me"}], ids=str
)
def test_discord_settings_do_not_matter_without_discord(mapping: dict[str, str]) -> None:
    assert Settings.from_env(mapping) == Settings.from_env({})


def test_the_token_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"\ufeff{TOKEN}\r\n", encoding="utf-8")
    assert Settings.from_env({"DISCORD_TOKEN_FILE": str(file)}, for_discord=True).token == TOKEN


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"two words"])
def test_a_token_file_without_a_token_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    (problem,) = problems_of({"DISCORD_TOKEN_FILE": str(file)}, for_discord=True)
    assert problem.startswith("DISCORD_TOKEN_FILE: ")


def test_a_token_and_a_token_file_contradict_each_other() -> None:
    (problem,) = problems_of({"DISCORD_TOKEN": TOKEN, "DISCORD_TOKEN_FILE": "token"}, for_discord=True)
    assert "both are set" in problem


def test_the_token_is_never_shown() -> None:
    settings = Settings.from_env({"DISCORD_TOKEN": TOKEN}, for_discord=True)
    assert TOKEN not in repr(settings)
    assert TOKEN not in str(settings)


@given(st.dictionaries(st.sampled_from([variable.name for variable in VARIABLES]), st.text()))
def test_any_text_gives_settings_or_a_config_error(mapping: dict[str, str]) -> None:
    try:
        settings = Settings.from_env(mapping, for_discord=True)
    except ConfigError:
        return
    assert settings.data
    assert settings.token


def test_the_environment_wins_over_the_file_unless_it_is_empty(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("STRICTNESS=eager\nFAQ_DATA=file\nHEALTH_FILE\n", encoding="utf-8")
    merged = environment(file, {"STRICTNESS": "careful", "FAQ_DATA": ""})
    assert merged == {"STRICTNESS": "careful", "FAQ_DATA": "file"}


def test_the_file_may_be_missing(tmp_path: Path) -> None:
    assert environment(tmp_path / ".env", {"A": "b"}) == {"A": "b"}


def test_a_dollar_sign_in_the_file_means_itself(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("FAQ_DATA=${HOME}/faq\n", encoding="utf-8")
    assert environment(file, {"HOME": "elsewhere"})["FAQ_DATA"] == "${HOME}/faq"


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("\ufeffSTRICTNESS=eager\r\nFAQ_DATA='a b'\r\n".encode())
    assert environment(file, {}) == {"STRICTNESS": "eager", "FAQ_DATA": "a b"}


def test_a_file_in_another_encoding_is_refused_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("STRICTNESS=eager\n".encode("utf-16"))
    with pytest.raises(ConfigError, match=re.escape(f"{file}: not UTF-8 text")):
        environment(file, {})


@pytest.mark.parametrize("port", ["0", "65536", "-1", "9100.5", "http"])
def test_a_port_outside_the_range_is_refused(port: str) -> None:
    (problem,) = problems_of({"METRICS_PORT": port})
    assert problem.startswith(f"METRICS_PORT: “{port}” is not a port")


def test_a_host_that_is_no_address_is_refused() -> None:
    (problem,) = problems_of({"METRICS_HOST": "everywhere"})
    assert problem.startswith("METRICS_HOST: “everywhere” is not an IP address")


def test_a_folder_in_place_of_the_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=re.escape(f"{tmp_path}: cannot be read")):
        environment(tmp_path, {})


def test_the_example_file_describes_exactly_the_variables_of_the_code() -> None:
    blocks = (ROOT / ".env.example").read_text(encoding="utf-8").strip().split("\n\n")[1:]
    described = []
    for block in blocks:
        *comments, assignment = block.splitlines()
        meaning = " ".join(line.removeprefix("# ") for line in comments[:-1])
        described.append((assignment.removeprefix("# "), comments[-1], meaning))
    assert described == [
        (
            f"{variable.name}={variable.default}",
            f"# Default: {variable.default}" if variable.default else "# Default: none.",
            variable.meaning,
        )
        for variable in VARIABLES
    ]


def test_the_example_file_gives_the_defaults() -> None:
    assert Settings.from_env(environment(ROOT / ".env.example", {})) == Settings.from_env({})


def test_an_impossible_folder_is_refused() -> None:
    (problem,) = problems_of({"CACHE_DIR": "a\0b"})
    assert problem.startswith("CACHE_DIR: ")


@pytest.mark.parametrize(("raw", "meant"), [("AUTO", "auto"), ("None", "none"), ("~/saved", "/home/me/saved")])
def test_a_folder_is_what_its_owner_means(raw: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, "/home/me")
    assert Settings.from_env({"CACHE_DIR": raw}).cache == meant
