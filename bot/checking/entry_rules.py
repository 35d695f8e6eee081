"""The warnings about entries, FAQ2xx: a question or an answer is probably not what its owner intends."""

from bot.checking.rule import Rule
from bot.knowledge import Code

ENTRIES = (
    Rule(
        Code.SAME_QUESTION,
        "two entries share a question",
        "Only one of the two answers can be shown first.",
        "When are you open?\nFrom nine to five.\nWHEN ARE YOU OPEN?\nAt ten.",
        "Join the two entries, or reword one of the questions.",
    ),
    Rule(
        Code.NEAR_DUPLICATE,
        "two questions with different answers use nearly the same words",
        "Members cannot know which answer they get.",
        "How do I install it on Windows?\nWith the installer.\nOn Windows, how can I install it?\nWith winget.",
        "Join the two entries, or add a word that tells them apart.",
    ),
    Rule(
        Code.OVERSHADOWED,
        "a question finds another entry first",
        "The bot recognises the exact question. But members use similar words, and those find the other entry.",
        "How much does it cost?\nNine euros.\nHow much did it cost?\nEight euros, last year.",
        "Reword it so that it shares fewer words with the other question, or add phrasings.",
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
        "The text looks cut off, as it is when a web page shows only its beginning.",
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
        "Questions after each other share one answer. Without its own answer, a question joins the next entry.",
        "Who repairs the door?\nWhen are you open?\nFrom nine to five.",
        "Write the missing answer. If both questions belong together, silence the rule with --ignore.",
    ),
    Rule(
        Code.MISSING_QUESTION,
        "only one answer has a second paragraph, as long as whole answers are",
        "The question of the second paragraph may be missing, which makes it part of the answer above.",
        "When are you open?\nFrom nine to five.\n\nThe caretaker repairs the door.",
        "Write the question above the paragraph, if it is missing.",
    ),
    Rule(
        Code.MISREAD_LINE,
        "a line of an answer looks like a question or a heading",
        "Plain text has questions that end with “?” and headings with a space after “#”. Other lines are answers.",
        "When are you open?\nFrom nine to five.\n#Prices\nHow much is it? (for adults)\nNine euros.",
        "End a question with its “?” and nothing after it. Put a space after the “#” of a heading.",
    ),
    Rule(
        Code.SENTENCES_BEFORE_QUESTION,
        "a question begins with several sentences",
        "A line that ends with “?” is a question as a whole, so an answer before it on that line is lost.",
        "We are open from nine to five, every day of the week but Sunday, and longer on the first Saturday of each "
        "month until the end of the year. Where do you live?\nAbove the shop.",
        "Start a new line before the question.",
    ),
    Rule(
        Code.LONELY_TOPIC,
        "a topic has only one entry, among several topics",
        "Members browse by topic. A menu with one entry is a click for nothing.",
        "# Hours\nWhen are you open?\nFrom nine to five.\n# Prices\nHow much?\nNine.\nFor children?\nFour.",
        "Put the entry under a heading that has more entries.",
    ),
    Rule(
        Code.QUESTIONS_INSIDE,
        "an answer holds several lines that look like questions of their own",
        "Their answers are found only by the question above, and shown all at once.",
        "Q: Is it open?\nA: Yes.\n1. **Is it far?**\nNo.\n2. **Is it dear?**\nNo.",
        "Write each question as the others of the file are written.",
    ),
    Rule(
        Code.LIKE_HEADER,
        "an entry looks like the names of columns",
        "Where tables are put together, the row of names comes along and is shown to members as an answer.",
        "Q: Question\nA: Answer",
        "Delete the entry.",
    ),
    Rule(
        Code.PLACEHOLDER,
        "an entry holds a placeholder",
        "A template that nobody filled in is shown to members as it stands.",
        "When are you open?\nFrom {{ site.opening }} to five.",
        "Write the text itself, or delete the entry.",
    ),
    Rule(
        Code.CONTENTS,
        "an answer is a table of contents",
        "Its links lead to places of the document, which Discord cannot show.",
        "What is in here?\n- [Opening hours](#opening-hours)\n- [Prices](#prices)",
        "Delete it.",
    ),
)
