"""Replies to render, and the text of rendered replies."""

import re

from hypothesis import strategies as st

from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.payload import Payload
from bot.replies import Choice, Reply, Tone

EMBEDS, PLAIN = Capabilities(), Capabilities(embeds=False)
ANSWER = Reply(
    "When?",
    "At nine.",
    Tone.SURE,
    note="High confidence · 93%",
    source="a.txt, line 1",
    choices_title="Related",
    choices=(Choice("e1", "Where?"),),
)


def _texts(most: int) -> st.SearchStrategy[str]:
    """Texts up to many times the length of a message. They repeat a short pattern, which is quick to generate."""
    pattern = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)
    joint = st.sampled_from(["", " ", "\n", "\n\n", ". "])
    return st.builds(
        lambda word, between, count: between.join([word] * count)[:most], pattern, joint, st.integers(1, most)
    )


def _lines(most: int) -> st.SearchStrategy[str]:
    return _texts(most).map(lambda text: " ".join(text.split()))


REPLIES = st.builds(
    Reply,
    title=_lines(6000),
    body=st.just("") | _texts(30_000),
    tone=st.sampled_from(Tone),
    read_as=st.just("") | _lines(200),
    note=st.just("") | _lines(3000),
    source=st.just("") | _lines(3000),
    choices_title=st.just("") | _lines(300),
    choices=st.lists(
        st.builds(Choice, st.from_regex(r"[0-9a-f]{10}(-[2-9])?", fullmatch=True), _lines(400)), max_size=4
    ).map(tuple),
)
CAPABILITIES = st.builds(Capabilities, st.booleans(), st.booleans())


def shown(payloads: tuple[Payload, ...]) -> str:
    """All the text of messages and their files."""
    parts = []
    for payload in payloads:
        parts.append(payload.content)
        for embed in payload.embeds:
            parts += [embed.title, embed.description, embed.footer]
        if payload.attachment:
            parts.append(payload.attachment.text)
    return "\n".join(parts)


def parts_of(reply: Reply) -> tuple[str, ...]:
    """The texts of a reply, without its choices."""
    return reply.title, reply.body, reply.read_as, reply.note, reply.source


def bare(text: str) -> str:
    """A text without the characters that splitting and markup may change."""
    return re.sub(r"[\s*`~#-]", "", text)
