"""The shipped file, damaged in every way that owners manage: the right line is named, and a hint."""

from pathlib import Path

import pytest

from bot.knowledge import Severity, inspect
from tests.knowledge.damage import SOUND, Edit, both, change, drop, insert, matches, replace, told

DAMAGE: dict[str, tuple[Edit, list[str]]] = {
    "the last answer is missing": (drop(29), ["28: error: no answer to “What did Kennedy do about|line below"]),
    "the last answer is blank": (
        replace(29, " ", "\u200b"),
        ["28: error: no answer to|line below", "30: warning: an invisible character|"],
    ),
    "all wordings of the last question lack an answer": (replace(29, "Why?"), ["29: error: no answer to “Why?”|"]),
    "an answer before a heading is missing": (replace(4, "# Vienna"), ["3: error: no answer to|above the heading"]),
    "a heading parts a question from its answer": (insert(4, "# Topic"), ["3: error: no answer to|move the heading"]),
    "a heading and blank lines part them": (insert(4, "", "# Topic", ""), ["3: error: no answer to|move the heading"]),
    "two headings part them": (insert(4, "# A", "## B"), ["3: error: no answer to|move the heading"]),
    "the first question lost its mark": (change(1, "?", ""), ["1: warning: text before the first|“?”"]),
    "the first question is missing": (drop(1), ["1: warning: text before the first question: “During|question above"]),
    "there is a title above all": (insert(1, "FAQ", ""), []),
    "the title has no space after its hash": (insert(1, "#FAQ"), ["1: warning: text before the|space after its “#”"]),
    "text follows a heading": (
        insert(3, "# Topic", "Stray."),
        ["4: warning: text that answers no question: “Stray.”|"],
    ),
    "two texts are stray": (
        both(insert(7, "# B", "Stray."), insert(3, "# A", "Stray.")),
        ["4: warning: text that answers no question|", "10: warning: text that answers no question|"],
    ),
    "a question has no words": (replace(3, "?"), ["3: error: a question without words|write the question"]),
    "a question is only punctuation": (replace(3, "… ¿?!?"), ["3: error: a question without words|before its “?”"]),
    "a wordless question lacks its answer": (replace(29, "x", "?"), ["30: error: a question without words|"]),
    "another wording has no words": (insert(22, "???"), ["22: error: a question without words|write the question"]),
    "a code block is never closed": (insert(5, "```sh", "ls"), ["5: error: this code block is never closed|```"]),
    "a block of tildes is closed by backticks": (
        insert(5, "~~~", "```"),
        ["5: error: this code block|close it with ~~~"],
    ),
    "a code block is closed by fewer backticks": (insert(5, "````", "x", "```"), ["5: error: this code block|````"]),
    "a code block that is a whole answer is never closed": (
        replace(4, "```", *("ls" for _ in range(3000))),
        ["4: error: this code block is never closed|```"],
    ),
    "a code block is closed on a line with code": (insert(5, "```", "ls```"), ["5: error: this code block|of its own"]),
    "a heading has no text": (insert(3, "#"), ["3: warning: a heading without text|write its topic"]),
    "a heading is only hashes": (insert(3, "## ##"), ["3: warning: a heading without text|write its topic"]),
    "a heading has no space": (insert(3, "#Vienna"), ["3: warning: taken as part of an answer: “#Vienna”|a space"]),
    "a longer heading has no space": (insert(3, "##the summit"), ["3: warning: taken as part of an answer|a space"]),
    "a heading without space parts them": (insert(4, "#Topic"), ["4: warning: taken as part of an answer|a space"]),
    "the first question's mark is quoted": (
        change(1, "?", "?”"),
        ["1: warning: text before|nothing after it"],
    ),
    "a later question's mark is quoted": (
        change(5, "?", "?”"),
        ["5: warning: taken as part of an answer|nothing after"],
    ),
    "a remark follows a later question's mark": (
        both(change(5, "What", "Where"), change(5, "?", "? (the man)")),
        ["5: warning: taken as part of an answer: “Where|nothing after it"],
    ),
    "a later question lost its mark": (change(5, "?", ""), ["5: warning: taken as part of an answer: “What|with “?”"]),
    "an entry is there twice": (
        insert(30, "Why did JFK meet with Khrushchev?", "To talk."),
        ["30: warning: the same question as in line 19|merge the two"],
    ),
    "a question is there twice in other dress": (
        insert(30, "why did  JFK meet with “KHRUSHCHEV” ?", "To talk."),
        ["30: warning: the same question as in line 19|reword one"],
    ),
    "a question has a near-twin": (
        insert(30, "Where can a guest park?", "Here.", "Where could guests park?", "There."),
        ["32: warning: nearly the same question as in line 30: “Where can|tells them apart"],
    ),
    "a question has a near-twin turned about": (
        insert(
            30, "At the summit in Vienna, what happened?", "Talk.", "What happened at summit in Vienna?", "Nothing."
        ),
        ["32: warning: nearly the same question as in line 30: “At the|merge the two"],
    ),
    "a topic has one entry": (
        both(insert(30, "# Vienna", "Who paid?", "All."), insert(1, "# Cuba")),
        ["32: warning: the only entry of the topic “Vienna”|under a heading with more"],
    ),
    "an answer takes several messages": (
        replace(4, "It went on. " * 400),
        ["4: warning: an answer of 4799 characters; one message shows 4096|several entries"],
    ),
    "a link leads into a folder": (
        insert(5, "See [the guide](docs/guide.md#start) or [me](mailto:me@example.org)."),
        ["5: warning: Discord cannot open this link: “docs/guide.md#start”|https://"],
    ),
    "a link runs a script": (insert(5, "[Go](javascript:go)"), ["5: warning: Discord cannot open this link|https://"]),
    "an address is not on the web": (
        insert(5, "Get it from ftp://example.org/film.mp4 or not."),
        ["5: warning: Discord does not open this address: “ftp://example.org/film.mp4”|https://"],
    ),
    "an answer invites": (
        insert(5, "Come to discord.gg/abc"),
        ["5: warning: an invite, which may expire|leave it out"],
    ),
    "an answer invites by the long address": (
        insert(5, "Come to <https://discord.com/invite/abc>!"),
        ["5: warning: an invite, which may expire: “discord.com/invite/abc”|name the server"],
    ),
    "an answer is cut off": (replace(4, "It was a Tuesday and …"), ["4: warning: this answer ends in “…”|in full"]),
    "an answer of several lines is cut off": (replace(4, "Was", "", "and..."), ["6: warning: this answer ends in|"]),
    "an answer pings everyone": (change(4, "the", "@everyone"), ["4: warning: “@everyone” will not ping|leave it out"]),
    "a question pings those here": (change(3, "on", "@here on"), ["3: warning: “@here” will not ping|leave it out"]),
    "an answer pings a member": (change(4, "the", "<@!123>"), ["4: warning: “<@!123>” will not ping|leave it out"]),
    "an answer pings a role": (change(4, "the", "<@&123>"), ["4: warning: “<@&123>” will not ping|leave it out"]),
    "a control character slipped in": (change(4, "A", "A\x1b"), ["4: warning: an invisible character (U+001B,|delete"]),
    "a space without width slipped in": (
        change(3, "h", "\u200bh"),
        ["3: warning: an invisible character (U+200B, zero|"],
    ),
    "text runs backwards": (change(4, "A", "\u202eA"), ["4: warning: an invisible character (U+202E, right-to-l|"]),
    "there are two byte order marks": (
        change(1, "W", "\ufeff\ufeffW"),
        ["1: warning: an invisible character (U+FEFF,|"],
    ),
    "characters were lost": (
        lambda lines: [line.replace("’", "\ufffd") for line in lines],
        ["6: warning: a character was lost here and became “�”, and 8 more like it|replace it"],
    ),
    "an answer ends in a question": (
        insert(5, f"{'So it went on. ' * 20}Why?"),
        ["5: warning: a question of 304 characters|end its line without “?”"],
    ),
    "a prefixed question lacks its answer": (insert(30, "Q: It hangs"), ["30: error: no answer to “It hangs”|below"]),
    "a prefixed answer is empty": (insert(30, "Q: It hangs", "A:", " "), ["30: error: no answer to “It hangs”|below"]),
    "a prefix has no question": (insert(3, "Q:"), ["3: error: a question without words|write the question"]),
    "an id has a space": (insert(4, "[id: the summit]"), ["4: error: an invalid id: “the summit”|1 to 64"]),
    "an id has an accent": (insert(4, "[id: \u00e9]"), ["4: error: an invalid id: “é”|letters"]),
    "all is wrong at once": (
        both(insert(30, "Why not?"), both(insert(4, "# Topic"), insert(1, "FAQ"))),
        [
            "1: warning: text before the first question|",
            "4: error: no answer to|",
            "32: error: no answer to “Why not?”|",
        ],
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named_with_its_line_and_cure(name: str, tmp_path: Path) -> None:
    edit, expected = DAMAGE[name]
    path = tmp_path / "faq.txt"
    path.write_text("\n".join(edit(SOUND.split("\n"))), encoding="utf-8")
    lines = told(path)
    assert len(lines) == len(expected), lines
    assert all(map(matches, lines, expected)), lines


MEANT: dict[str, Edit] = {
    "a code block with a question": insert(5, "```", "# ls?", "```"),
    "a channel's name": insert(5, "#general"),
    "a sentence that begins with a channel": insert(5, "#Rules is where they stand."),
    "an address": change(4, "the", "ask@here.example"),
    "how to do it, as a list's heading": insert(5, "How to get there", "- by train"),
    "an emoji of several people": change(4, "the", "👨\u200d👩\u200d👧"),
    "Hebrew with direction marks": change(4, "the", "\u200fשלום\u200e"),
    "a soft line of Persian": change(4, "the", "می\u200cخواهم"),
    "the same wording twice in one entry": insert(22, "Why did Khrushchev put missiles into Cuba?"),
    "an ellipsis inside an answer": change(4, "the", "the …"),
    "two questions with the same words in another sense": insert(
        30,
        "Does A support B or C?",
        "Yes.",
        "Does B support A or C?",
        "No.",
        "How to move from A to B?",
        "So.",
        "How to move to A from B?",
        "Thus.",
    ),
    "a near-twin with the same answer": insert(30, "Who did it all?", "Me.", "Who did this all?", "Me."),
    "web addresses and a footnote": insert(5, "See [this](https://example.org/a.b) [1](note), http://a.example/x"),
    "links in code": insert(5, "Write `[text](docs/file.md)` or ``ftp://host/a``.", "```", "discord.gg/abc", "```"),
    "what a conflict looks like": insert(5, "```", "<<<<<<< HEAD", "=======", ">>>>>>> theirs", "```"),
    "the address of a database": insert(5, "Set it to postgres://user@localhost/db."),
    "one topic with one entry": lambda _: ["# Vienna", "Who paid?", "All."],
}


@pytest.mark.parametrize("name", MEANT)
def test_what_is_meant_is_not_warned_of(name: str, tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    path.write_text("\n".join(MEANT[name](SOUND.split("\n"))), encoding="utf-8")
    assert told(path) == []


def test_only_warnings_do_not_keep_the_file_from_being_used(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    path.write_text("Open?\n@everyone …\nopen?\nYes.", encoding="utf-8")
    found = inspect([path])
    assert {problem.severity for problem in found.problems} == {Severity.WARNING}
    assert len(found.base.entries) == 2
