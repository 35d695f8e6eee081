"""The environment variables that the bot reads, each with its description for owners."""

from dataclasses import dataclass

AUTO, NONE = "auto", "none"


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that the bot reads."""

    name: str
    default: str
    """As written in the environment; "" for none."""
    meaning: str
    """The description for owners, in the README and .env.example: one or more sentences."""


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
        "The address where the folder of FAQ_DATA is published: a website, or a folder of a GitHub repository. Makes "
        "relative links in Markdown absolute, and links each answer to its page.",
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
        "A file of real questions with their right answers, in the format of `evaluate`. The bot calibrates its "
        "confidence on them. Evaluate it on a separate set.",
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
        "The folder for counters, votes and moderators' edits. auto: a folder for each FAQ_DATA in the user's state "
        "folder (on Linux ~/.local/state/faq-bot); none: store nothing. Give each bot its own folder.",
    ),
    Variable(
        "DATABASE_URL",
        "",
        "A PostgreSQL database to use instead of STATE_DIR: postgresql://user:password@host/name. Give each bot its "
        "own database. Needs the extra `postgres`. Keep the address secret.",
    ),
    Variable(
        "REPORT_TO",
        "",
        "The id of the member who gets a direct message from `run` when edited files have errors.",
    ),
    Variable(
        "REQUESTS_PER_SECOND",
        "40",
        "The maximum number of requests per second to Discord, from 1 to 40. Discord allows a bot 50. Processes that "
        "share DATABASE_URL divide it between them. Without it, give each process with the same token its own share.",
    ),
    Variable(
        "REST_PROXY",
        "",
        "The address of a proxy for requests to Discord, such as nirn-proxy: http://host:8080. The proxy then limits "
        "the rate, and REQUESTS_PER_SECOND has no effect.",
    ),
    Variable(
        "SHARD_COUNT",
        "",
        "The total number of shards (connections to Discord) in all processes of the bot. By default, the number that "
        "Discord recommends.",
    ),
    Variable(
        "SHARD_IDS",
        "",
        "The shards that this process runs, such as 0-3 or 0,2. By default, all of them. Needs SHARD_COUNT. Give all "
        "processes the same DATABASE_URL.",
    ),
    Variable(
        "HEALTH_FILE",
        "",
        "A file in which `run` writes a heartbeat for `health` to check. The container image sets it.",
    ),
    Variable(
        "METRICS_PORT",
        "",
        "The port on which `run` serves metrics for Prometheus, such as 9100. Needs the extra `metrics`, which the "
        "container image includes.",
    ),
    Variable(
        "METRICS_HOST",
        "127.0.0.1",
        "The IP address on which it serves them. By default, only this machine can read them. Metrics contain no "
        "messages and no ids of members.",
    ),
    Variable(
        "LOG_LEVEL",
        "info",
        "What `run` logs: info; or debug, which adds all events and requests, without texts.",
    ),
    Variable("LOG_FORMAT", "text", "How `run` logs: text, or json with one object per line."),
)
