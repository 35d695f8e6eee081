"""The environment variables that the bot reads, with what owners are told about them."""

from dataclasses import dataclass

AUTO, NONE = "auto", "none"


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that the bot reads."""

    name: str
    default: str
    """As written in the environment; "" for none."""
    meaning: str
    """For owners: one or more sentences that the README and .env.example show."""


VARIABLES = (
    Variable("DISCORD_TOKEN", "", "The bot's token from the developer portal. Only `run` needs it. Keep it secret."),
    Variable(
        "DISCORD_TOKEN_FILE",
        "",
        "A file that holds the token, instead of DISCORD_TOKEN. Use it for mounted secrets.",
    ),
    Variable(
        "FAQ_DATA",
        "data",
        "The files or folders with questions and answers, separated by “:” (on Windows by “;”).",
    ),
    Variable(
        "BASE_URL",
        "",
        "Where the folder of FAQ_DATA is published: a site, or a folder of a repository on GitHub. Relative links in "
        "Markdown become whole addresses, and the source of an answer becomes a button that opens its page.",
    ),
    Variable(
        "ANSWER_CHANNELS",
        "",
        "The ids of channels where the bot answers every question without a mention, separated by commas or spaces. "
        "Needs the Message Content intent, which you switch on in the developer portal.",
    ),
    Variable(
        "STRICTNESS",
        "balanced",
        "How sure the bot must be before it shows an answer: careful, balanced or eager.",
    ),
    Variable(
        "LABELLED_QUESTIONS",
        "",
        "A file of real questions, each with the stored question that answers it or OOS, in the format of `evaluate`. "
        "The bot calibrates its confidence on them. Evaluate it on a separate set.",
    ),
    Variable(
        "MEANING",
        AUTO,
        "How the bot compares the meaning of questions. auto: with the installed sentence encoder for your file's "
        "language; none: by words only; or a folder with your own encoder (see bot/retrieval/meaning/README.md).",
    ),
    Variable(
        "CACHE_DIR",
        AUTO,
        "The folder for saved indexes, which make the next start fast. auto: the user's cache folder "
        "(on Linux ~/.cache/faq-bot); none: save nothing.",
    ),
    Variable(
        "STATE_DIR",
        AUTO,
        "The folder for what the bot remembers: counters, votes, moderators' edits. auto: the user's state folder (on "
        "Linux ~/.local/state/faq-bot), where each set of FAQ_DATA has its own; none: remember nothing. Give each bot "
        "its own folder.",
    ),
    Variable(
        "DATABASE_URL",
        "",
        "A PostgreSQL database for what the bot remembers, instead of STATE_DIR: postgresql://user:password@host/name. "
        "Give each bot its own database. Needs the extra `postgres`. Keep it secret.",
    ),
    Variable(
        "REPORT_TO",
        "",
        "The id of the member who gets a direct message from `run` when an edit of the files has errors.",
    ),
    Variable(
        "HEALTH_FILE",
        "",
        "A file in which `run` writes a heartbeat for `health` to check. The container image sets it.",
    ),
)
