"""The warnings about what Discord does with a text, FAQ3xx."""

from bot.checking.rule import Rule
from bot.knowledge import Code

DISCORD = (
    Rule(
        Code.PING,
        "a text mentions @everyone, @here, a member or a role",
        "The bot never pings anybody, so the mention is shown as plain text.",
        "Whom do I ask?\nAsk @everyone.",
        "Leave the mention out, or name the role in words.",
    ),
    Rule(
        Code.RELATIVE_LINK,
        "a link has no complete address",
        "Discord links only to complete addresses. A link to a path or to a heading does not work.",
        "How do I install it?\nSee [the guide](docs/install.md).",
        "Write the complete address, beginning with https://. For relative links in Markdown, set BASE_URL, or "
        "base_url in the front matter.",
    ),
    Rule(
        Code.UNOPENED_ADDRESS,
        "an address has a scheme that Discord does not open",
        "Members see text that they cannot click.",
        "Where is it?\nDownload it from ftp://example.org/file.zip",
        "Give an address that begins with https://.",
    ),
    Rule(
        Code.INVITE,
        "a text contains a Discord invite",
        "Invites expire, and servers often delete messages with an invite to another server.",
        "Where do you meet?\nJoin us at discord.gg/example",
        "Name the server instead, or leave the invite out.",
    ),
    Rule(
        Code.NOT_AN_ADDRESS,
        "the url of an entry is not the complete address of a page",
        "The source of an answer becomes a link to it, and Discord links only to complete addresses.",
        "question,answer,url\nWhen are you open?,From nine to five.,page 7",
        "Write the complete address, beginning with https://, or leave the field empty.",
    ),
)
