"""The notes, FAQ4xx. Nothing is wrong: they say how a file was read."""

from bot.checking.rule import Rule
from bot.knowledge import Code

NOTES = (
    Rule(
        Code.HOW_READ,
        "columns or fields have different names from the bot's own, or are ignored; a heading has no text below it",
        "The bot knows many names in many languages. The note says which one holds the question and which the answer. "
        "A question heading without text is another phrasing of the next one.",
        "Frage,Antwort,Status\nIst heute offen?,Ja.,fertig",
        "If the note is right, do nothing. Otherwise rename the columns or fields: question, answer, topic and so on.",
    ),
    Rule(
        Code.MODERATED,
        "moderators have added, edited or removed an entry, or added phrasings",
        "The bot answers with their edits, over what your files say.",
        "faq.txt:3: note: Ann edited “When are you open?” on 27 November",
        "You need not act. `overlay --apply` writes the edits into the files, `overlay --undo` takes them back.",
    ),
    Rule(
        Code.MORE_NOTES,
        "a file has more notes than are listed",
        "Only the first hundred notes of a file are listed.",
        "faq.csv: note: 4,312 more notes in this file",
        "You need not do anything. If there are too many notes, hide a rule with --ignore.",
    ),
)
