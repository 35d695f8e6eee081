import pytest

from bot.discord_ui.payload import (
    Attachment,
    Button,
    Embed,
    Option,
    Payload,
    PayloadError,
    Row,
    Select,
    check_choices,
    check_payload,
    fits,
)


def _select(**changes: object) -> Select:
    fields: dict[str, object] = {"custom_id": "id", "placeholder": "pick", "options": (Option("v", "l"),)}
    return Select(**(fields | changes))  # type: ignore[arg-type] # a table of fields


def _buttons(count: int) -> tuple[Button, ...]:
    return tuple(Button(f"id{number}", "label") for number in range(count))


def _options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"v{number}", "label") for number in range(count))


FITTING = [
    Payload("x" * 2000),
    Payload("😀" * 1000),
    Payload(embeds=(Embed("t" * 256, "d" * 4096, "f" * 1648),)),
    Payload(embeds=(Embed("t" * 256, "d" * 2744), Embed("t" * 256, "d" * 2744))),
    Payload(embeds=tuple(Embed("t") for _ in range(10))),
    Payload("x", attachment=Attachment("a.txt", "y" * 100_000)),
    Payload("x", rows=(_buttons(5),)),
    Payload("x", rows=((Button("i" * 100, "l" * 80),),)),
    Payload("x", rows=(_select(options=_options(25)),)),
    Payload("x", rows=(_select(placeholder="p" * 150, options=(Option("v" * 100, "l" * 100, "d" * 100),)),)),
]

TOO_MUCH = [
    (Payload(), "payload is empty"),
    (Payload("x" * 2001), "content"),
    (Payload("😀" * 1001), "content"),
    (Payload(embeds=(Embed(),)), "embed"),
    (Payload(embeds=(Embed(" "),)), "embed"),
    (Payload(embeds=(Embed("t" * 257),)), "title"),
    (Payload(embeds=(Embed("t", "d" * 4097),)), "description"),
    (Payload(embeds=(Embed("t", "d", "f" * 2049),)), "footer"),
    (Payload(embeds=(Embed("t" * 256, "d" * 4096, "f" * 1649),)), "embed is 6001"),
    (Payload(embeds=(Embed("t" * 256, "d" * 2744), Embed("t" * 256, "d" * 2745))), "all embeds is 6001"),
    (Payload(embeds=tuple(Embed("t") for _ in range(11))), "embeds is 11"),
    (Payload("x", rows=tuple((Button(f"id{number}", "l"),) for number in range(6))), "rows"),
    (Payload("x", rows=(_buttons(6),)), "buttons"),
    (Payload("x", rows=((),)), "buttons"),
    (Payload("x", rows=((Button("", "l"),),)), "custom id"),
    (Payload("x", rows=((Button("i" * 101, "l"),),)), "custom id"),
    (Payload("x", rows=((Button("i", "l" * 81),),)), "label"),
    (Payload("x", rows=((Button("i", " "),),)), "label"),
    (Payload("x", rows=((Button("i", "l"), Button("i", "m")),)), "same custom id"),
    (Payload("x", rows=(_select(custom_id="i" * 101),)), "custom id"),
    (Payload("x", rows=(_select(placeholder="p" * 151),)), "placeholder"),
    (Payload("x", rows=(_select(options=()),)), "options"),
    (Payload("x", rows=(_select(options=_options(26)),)), "options"),
    (Payload("x", rows=(_select(options=(Option("v" * 101, "l"),)),)), "option value"),
    (Payload("x", rows=(_select(options=(Option("v", "l" * 101),)),)), "option label"),
    (Payload("x", rows=(_select(options=(Option("v", "l", "d" * 101),)),)), "option description"),
    (Payload("x", rows=(_select(options=(Option("v", "l"), Option("v", "m"))),)), "same value"),
]


@pytest.mark.parametrize("payload", FITTING)
def test_a_valid_payload_passes(payload: Payload) -> None:
    assert check_payload(payload) is payload


@pytest.mark.parametrize(("payload", "fault"), TOO_MUCH)
def test_an_invalid_payload_is_refused_and_the_error_names_the_part(payload: Payload, fault: str) -> None:
    with pytest.raises(PayloadError, match=fault):
        check_payload(payload)


def test_a_payload_fits_if_it_is_valid() -> None:
    assert all(map(fits, FITTING))
    assert not any(fits(payload) for payload, _ in TOO_MUCH)


def test_the_error_lists_everything_that_is_wrong() -> None:
    rows: tuple[Row, ...] = ((Button("", "l" * 81),),)
    with pytest.raises(PayloadError, match=r"content.*custom id.*label"):
        check_payload(Payload("x" * 2001, rows=rows))


def test_the_error_does_not_repeat_content() -> None:
    with pytest.raises(PayloadError) as refusal:
        check_payload(Payload("secret" * 1000))
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "choices",
    [[("n", "v")] * 26, [("", "v")], [("n" * 101, "v")], [("n", "")], [("n", "v" * 101)]],
)
def test_invalid_autocomplete_choices_are_refused(choices: list[tuple[str, str]]) -> None:
    with pytest.raises(PayloadError, match="choice"):
        check_choices(choices)


def test_autocomplete_choices_may_be_empty() -> None:
    assert check_choices([]) == []
