"""The warnings about entries, FAQ2xx: a question or an answer is probably not what its owner intends."""

from bot.checking.rule import Rule
from bot.knowledge import Code

ENTRIES = (
    Rule(
        Code.SAME_QUESTION,
        "two entries share a question",
        "Only one of the two answers can be shown first.",
        "When are you open?\nFrom nine to five.\nWHEN ARE YOU OPEN?\nAt ten.",
        "Merge the two entries, or reword one of the questions.",
    ),
    Rule(
        Code.NEAR_DUPLICATE,
        "two questions with different answers use nearly the same words",
        "Members cannot know which answer they get.",
        "How do I install it on Windows?\nWith the installer.\nOn Windows, how can I install it?\nWith winget.",
        "Merge the two entries, or add a word that tells them apart.",
    ),
    Rule(
        Code.OVERSHADOWED,
        "a question finds another entry first",
        "The bot recognises the exact question. But members use similar words, and those find the other entry.",
        "How much does it cost?\nNine euros.\nHow much did it cost?\nEight euros, last year.",
        "Reword it to share fewer words with the other question, or add phrasings.",
    ),
    Rule(
        Code.LONG_QUESTION,
        "a question is longer than Discord can show in a title",
        "Discord cuts titles after 256 characters. Often such a line is really part of an answer.",
        "a paragraph of 300 characters that happens to end with “?”",
        "Shorten it. If it belongs to an answer, end its line without “?”.",
    ),
    Rule(
        Code.LONG_ANSWER,
        "an answer is longer than one message",
        "Discord shows 4,096 characters at once. Members must click to read the rest.",
        "an answer of three pages",
        "Shorten it, or split it into several entries.",
    ),
    Rule(
        Code.CUT_ANSWER,
        "an answer ends with “…”",
        "The text looks cut off, as on a web page that shows only the beginning.",
        "Where is my order?\nOpen “My orders” and …",
        "Write the answer in full, or end it with a full stop.",
    ),
    Rule(
        Code.CUT_FILE,
        "only the last answer of a file has no full stop",
        "A copy or an export may have stopped too early.",
        "the last line of a file: “The caretaker is in the yard and”",
        "Check whether the rest is missing. If nothing is, end the answer with a full stop.",
    ),
    Rule(
        Code.MISSING_ANSWER,
        "an entry has two questions without a word in common",
        "Consecutive questions share one answer. Without its own answer, a question joins the next entry. A blank line "
        "between the two, or entries without blank lines between them, suggest this.",
        "Who repairs the door?\nWhen are you open?\nFrom nine to five.",
        "Write the missing answer. If both questions belong together, hide the warning with --ignore.",
    ),
    Rule(
        Code.MISSING_QUESTION,
        "only one answer has a second paragraph, and it is as long as a whole answer",
        "The second paragraph may have lost its question, so it is now part of the answer above.",
        "When are you open?\nFrom nine to five.\n\nThe caretaker repairs the door.",
        "Write the question above the paragraph, if it is missing.",
    ),
    Rule(
        Code.MISREAD_LINE,
        "a line of an answer looks like a question or a heading",
        "In plain text, a question ends with “?”, and a heading has a space after “#”. All other lines are answers.",
        "When are you open?\nFrom nine to five.\n#Prices\nHow much is it? (for adults)\nNine euros.",
        "End a question with “?” and nothing after it. Put a space after the “#” of a heading.",
    ),
    Rule(
        Code.SENTENCES_BEFORE_QUESTION,
        "a question begins with another sentence",
        "The whole of a line that ends with “?” is a question. An answer on the same line is lost.",
        "We are open from nine to five, every day of the week but Sunday, and longer on the first Saturday of each "
        "month until the end of the year. Where do you live?\nAbove the shop.",
        "Start a new line before the question. If it is part of an answer, join it with the next line or drop the “?”.",
    ),
    Rule(
        Code.LONELY_TOPIC,
        "a topic has only one entry, among several topics",
        "Members browse by topic. A menu with only one entry wastes a click.",
        "# Hours\nWhen are you open?\nFrom nine to five.\n# Prices\nHow much?\nNine.\nFor children?\nFour.",
        "Put the entry under a heading that has more entries.",
    ),
    Rule(
        Code.QUESTIONS_INSIDE,
        "an answer contains several lines that look like separate questions",
        "Members find them only by the question above, and see all of them at once.",
        "## Is it open?\n\nYes.\n\n1. **Is it far?**\n   No.\n2. **Is it expensive?**\n   No.",
        "Write each question like the other questions of the file.",
    ),
    Rule(
        Code.LIKE_HEADER,
        "an entry looks like the column names of a table",
        "When tables are merged, a row of column names can become an entry. Members would see it as an answer.",
        "Q: Question\nA: Answer",
        "Delete the entry.",
    ),
    Rule(
        Code.PLACEHOLDER,
        "an entry contains a placeholder",
        "Members see the template, because nothing has filled it in.",
        "When are you open?\nFrom {{ site.opening }} to five.",
        "Replace it with the text itself, or delete the entry.",
    ),
    Rule(
        Code.CONTENTS,
        "an answer is a table of contents",
        "Its links lead to sections of the document, which Discord cannot show.",
        "What is in here?\n- [Opening hours](#opening-hours)\n- [Prices](#prices)",
        "Delete it.",
    ),
    Rule(
        Code.STALE_EDIT,
        "an entry has changed in the file since moderators edited it",
        "The bot shows what the moderators wrote, so your change has no effect. Phrasings of an entry have "
        "no effect once the entry is gone, or has another first question.",
        "faq.txt:3: warning: edit 4 by Ann hides your change of “When are you open?”",
        "Undo their edit with `overlay --undo NUMBER`, or write it into your files with `overlay --apply`.",
    ),
    Rule(
        Code.UNKNOWN_RELATED,
        "a related question is in no entry",
        "The bot cannot show it. Perhaps the other entry was reworded or removed.",
        "When are you open?\n[related: Where can I park?]\nFrom nine to five.",
        "Write the first question or the id of the other entry, or delete the reference.",
    ),
)
