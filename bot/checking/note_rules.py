"""The notes, FAQ4xx: nothing is wrong; they tell how a file was read."""

from bot.checking.rule import Rule
from bot.knowledge import Code

NOTES = (
    Rule(
        Code.HOW_READ,
        "columns or fields have other names than the bot's own, or are ignored",
        "The bot knows many names in many languages. The note says which one holds the question and which the answer.",
        "Frage,Antwort,Status\nIst heute offen?,Ja.,fertig",
        "Nothing, if it is right. Otherwise rename the columns or fields to question, answer, topic and so on.",
    ),
    Rule(
        Code.MORE_NOTES,
        "a file has more notes than are listed",
        "After the first hundred, the notes of a file are only counted.",
        "faq.csv: note: 4,312 more notes in this file",
        "Nothing. Silence a rule with --ignore if there are too many.",
    ),
)
