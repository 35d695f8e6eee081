"""The warnings about files, FAQ1xx: something in or about a file is probably not what its owner intends."""

from bot.checking.rule import Rule
from bot.knowledge import Code

FILES = (
    Rule(
        Code.REPEATED_FILE,
        "the same file is named twice",
        "It is read once. A second path to it, perhaps through a symlink, adds nothing.",
        "python -m bot check faq.txt ./faq.txt",
        "Name the file once.",
    ),
    Rule(
        Code.FILE_WITHOUT_ENTRY,
        "one of several files holds no question",
        "The file adds nothing to what the bot knows. Perhaps its questions are written as in another format.",
        "notes.txt with the single line “to do”",
        "Write questions into it, move it elsewhere, or list it in .faqignore.",
    ),
    Rule(
        Code.READ_AS_WINDOWS_1252,
        "a table is not UTF-8 and was read in an older encoding",
        "Spreadsheet programs still export this encoding. If the file has yet another one, its accents and quotes are "
        "wrong.",
        "faq.csv, exported as “CSV” instead of “CSV UTF-8”",
        "Check that accents and quotes are right, or export the table as “CSV UTF-8”.",
    ),
    Rule(
        Code.IGNORE_FILE,
        "`.faqignore` cannot be read, or one of its lines is not a pattern",
        "The bot reads files that you wanted to leave out.",
        "[z-a].txt",
        "Write the pattern as in a .gitignore file.",
    ),
    Rule(
        Code.LONELY_SYNONYM,
        "a line of `synonyms.txt` holds only one word or phrase",
        "A synonym needs something to be a synonym of.",
        "router",
        "Write all words that mean the same on one line, separated by commas: router, gateway",
    ),
    Rule(
        Code.EMPTY_HEADING,
        "a heading has no text",
        "The entries below it get a topic without a name.",
        "#\nWhen are you open?\nFrom nine to five.",
        "Write the topic after the “#”, or delete the line.",
    ),
    Rule(
        Code.INVISIBLE_CHARACTER,
        "a file contains invisible characters",
        "Text copied from web pages often contains them. The bot cannot find words that contain them.",
        "open\\u200bing hours        (a zero-width space inside the word)",
        "Delete the character on that line. The easiest way is to retype the word.",
    ),
    Rule(
        Code.LOST_CHARACTER,
        "a character was lost in an earlier conversion",
        "A program could not read the character and wrote “\ufffd” instead.",
        "When do you open?\nThe caf\ufffd opens at nine.",
        "Replace it with the right character.",
    ),
    Rule(
        Code.MISREAD_ENCODING,
        "a text was saved in one encoding and read in another",
        "The bot would quote the wrong characters word for word.",
        "What do I need?\nDonâ€™t forget your card.        (instead of “Don’t”)",
        "Correct the characters, or export the text as UTF-8.",
    ),
    Rule(
        Code.GUESSED_COLUMNS,
        "no row of a table names the columns in words that the bot knows",
        "The bot takes the column with the most questions for the questions, and the longest other column for the "
        "answers. If no column holds questions, it takes the first row for an entry. Both guesses may be wrong.",
        "What we hear,What we say\nIs it open?,It is open every day.\nIs it far?,It is just round the corner.",
        "Name the columns question and answer in the first row.",
    ),
    Rule(
        Code.LEFT_OUT,
        "a part of a file is left out",
        "An entry has one answer, so the bot skips alternative responses in another bot's export. It also skips "
        "objects without a question and an answer, disabled entries, and intents that lack questions or responses.",
        '{"intents": [{"patterns": ["Is it open?"], "responses": ["Yes.", "It is."]}]}',
        "Check that nothing is missing. To show several responses, join them into one.",
    ),
    Rule(
        Code.PASSED_OVER,
        "a folder holds a document that the bot does not read",
        "The bot cannot quote Word, PDF and similar formats line by line.",
        "a file faq.docx in the folder",
        "Save it in a format that the bot reads, or list it in .faqignore.",
    ),
    Rule(
        Code.LOST_TEXT,
        "much of a document's text belongs to no entry",
        "The bot never shows text that is not below a question. Perhaps it does not recognise the questions.",
        "# Notes\n\nFirst.\n\nThen.\n\nNext.\n\nMore.\n\nLast.\n\n# Is it open?\n\nYes.",
        "Look at the lines that the summary lists. Write questions as headings that end with “?”.",
    ),
    Rule(
        Code.HALF_ENTRY,
        "a row of a table, or an object, has only a question or only an answer",
        "The bot leaves it out and uses the rest. A sheet that somebody is still filling in does not stop the bot.",
        "question,answer\nIs it open?,It is open every day.\nIs it far?,",
        "Add the missing question or answer to the same row or object, or delete the row or object.",
    ),
    Rule(
        Code.SHARED_NUMBER,
        "several entries have the same number as their id",
        "Files and sheets often count their rows from 1. The bot uses the number for the first of these entries only, "
        "and makes longer ids for the others.",
        "id,question,answer\n1,Is it open?,It is open every day.\n1,Is it far?,It is just round the corner.",
        "Give each entry its own id, or rename the column if it only counts rows.",
    ),
    Rule(
        Code.NOTHING_ASKS,
        "no heading of a document asks anything, and only the name of its file says that it is an FAQ",
        "All headings with text below them are entries. Perhaps the file is an ordinary page.",
        "# Welcome\n\n## Prices\n\nFive euros.\n\n## Parking\n\nBehind the hall.",
        "End the headings that are questions with “?”, or list the file in .faqignore.",
    ),
    Rule(
        Code.MORE_WARNINGS,
        "a file has more warnings than are listed",
        "After the first hundred, the warnings of a file are only counted.",
        "faq.csv: warning: 4,312 more warnings in this file",
        "Fix the first warnings and check again, or silence a rule with --ignore.",
    ),
)
