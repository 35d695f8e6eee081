"""The warnings, FAQ1xx to FAQ3xx: the file can be loaded, but probably does not mean what its owner intends."""

from bot.checking.rule import Rule
from bot.knowledge import Code

_FILES = (
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
        Code.MORE_WARNINGS,
        "a file has more warnings than are listed",
        "After the first hundred, the warnings of a file are only counted.",
        "faq.csv: warning: 4,312 more warnings in this file",
        "Fix the first warnings and check again, or silence a rule with --ignore.",
    ),
)

_ENTRIES = (
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
)

_DISCORD = (
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
        "Discord links to complete addresses only. A path in a repository or a heading of a page leads nowhere.",
        "How do I install it?\nSee [the guide](docs/install.md).",
        "Write the whole address from https:// on, or set base_url in the front matter of a Markdown file.",
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
        "The source line under an answer becomes a link to it, and Discord links to complete addresses only.",
        "question,answer,url\nWhen are you open?,From nine to five.,page 7",
        "Write the whole address from https:// on, or leave the field empty.",
    ),
)

WARNINGS = (*_FILES, *_ENTRIES, *_DISCORD)
