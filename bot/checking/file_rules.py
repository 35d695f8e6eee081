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
        "The file adds nothing to what the bot knows. Perhaps its questions have the form of another format.",
        "notes.txt with the single line “to do”",
        "Write questions into it, move it elsewhere, or name it in .faqignore.",
    ),
    Rule(
        Code.READ_AS_WINDOWS_1252,
        "a table is not UTF-8 and was read as Windows-1252",
        "Spreadsheets still export this encoding. In another one, accents and quotes would come out wrong.",
        "faq.csv, exported as “CSV” instead of “CSV UTF-8”",
        "Check that accents and quotes are right, or export the table as “CSV UTF-8”.",
    ),
    Rule(
        Code.IGNORE_FILE,
        "`.faqignore` cannot be read, or one of its lines is no pattern",
        "Files that you wanted to leave out are read.",
        "[z-a].txt",
        "Write the pattern as in a .gitignore file.",
    ),
    Rule(
        Code.LONELY_SYNONYM,
        "a line of `synonyms.txt` holds only one word or phrase",
        "A synonym needs something to be a synonym of.",
        "router",
        "Write all words that mean the same on one line, with commas between them: router, gateway",
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
        "They come along when text is copied from web pages, and keep words from being found.",
        "open\\u200bing hours        (a zero-width space inside the word)",
        "Delete the character on the named line. Retyping the word is the easiest way.",
    ),
    Rule(
        Code.LOST_CHARACTER,
        "a character was lost in an earlier conversion",
        "Some program could not read the character and wrote “\ufffd” in its place.",
        "When do you open?\nThe caf\ufffd opens at nine.",
        "Write the character again.",
    ),
    Rule(
        Code.MISREAD_ENCODING,
        "a text was saved in one encoding and read in another",
        "The bot would quote the wrong characters word for word.",
        "What do I need?\nDonâ€™t forget your card.        (instead of “Don’t”)",
        "Write the characters again, or export the text as UTF-8.",
    ),
    Rule(
        Code.GUESSED_COLUMNS,
        "no row of a table names the columns in words that the bot knows",
        "The column that mostly asks is taken for the questions, and the longest other one for the answers. If no "
        "column asks, the first row is taken for an entry. Either may be wrong.",
        "What we hear,What we say\nIs it open?,It is open every day.\nIs it far?,It is just round the corner.",
        "Name the columns question and answer in the first row.",
    ),
    Rule(
        Code.LEFT_OUT,
        "a part of a JSON or YAML file is left out",
        "An entry has one answer, so further responses of another bot are not read; nor are objects without a question "
        "and an answer, entries that are switched off, and intents whose other half is in no file.",
        '{"intents": [{"patterns": ["Is it open?"], "responses": ["Yes.", "It is."]}]}',
        "Look whether something is missing. Write several responses as one if all of them are to be shown.",
    ),
    Rule(
        Code.PASSED_OVER,
        "a folder holds a document that the bot does not read",
        "Word, PDF and the like are no formats that can be quoted line by line.",
        "a file faq.docx in the folder",
        "Save it in one of the formats that are read, or name it in .faqignore.",
    ),
    Rule(
        Code.LOST_TEXT,
        "much of a document's text stands in no entry",
        "Text below no question is never shown. Perhaps its questions are written in a way that the bot does not know.",
        "# Notes\n\nFirst.\n\nThen.\n\nNext.\n\nMore.\n\nLast.\n\n# Is it open?\n\nYes.",
        "Look at the lines that the summary names. Write questions as headings that end with “?”.",
    ),
    Rule(
        Code.MORE_WARNINGS,
        "a file has more warnings than are listed",
        "After the first hundred, the warnings of a file are only counted.",
        "faq.csv: warning: 4,312 more warnings in this file",
        "Fix the first warnings and check again, or silence a rule with --ignore.",
    ),
)
