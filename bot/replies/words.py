"""Every sentence that members read, in one place: short, warm, plain.

`str.format` fills in each `{name}` in braces. The first sections are shared by all interfaces. Each interface has its
own section at the end.
"""

# An answer, how sure it is, and which question it answers.
HIGH = "High confidence"
MEDIUM = "Medium confidence"
LOW = "Low confidence"
PERCENT = "{percent}%"
CLOSE_IN_MEANING = "similar meaning"
MATCHED = "matched: {words}"
UNKNOWN = "my notes don't mention: {words}"
AND_MORE = " …"
SOURCE = "{file}, line {line}"
SOURCE_WITH_TOPIC = "{topic} ({source})"
ADDED = "added by moderators, {day}"
EDITED = "{source}, edited by moderators, {day}"
RELATED = "Related questions"
READ_AS = "Read as: {question}"

# Not sure which question is meant.
DID_YOU_MEAN = "Did you mean"
UNSURE = "I'm not sure which question you mean"
UNSURE_BODY = "If it's none of these, try asking another way."
UNSURE_OF_ONE = "I'm not sure what you mean"
UNSURE_OF_ONE_BODY = "If it's not this question, try asking another way."

# No answer, but something close, or nothing at all.
CLOSE = "I don't have an exact match"
CLOSE_BODY = "These questions look close. If it's none of them, try asking another way."
CLOSE_OF_ONE_BODY = "This question looks close. If it's not the one, try asking another way."
CLOSE_TO_IT = "Similar questions"
NO_ANSWER = "I don't have an answer to that"
NO_ANSWER_BODY = "My notes don't cover it, and I don't make things up. {see_topics}"
SEE_TOPICS = "Use /topics to see what I know."
GONE = "That question is gone"
GONE_BODY = "It was removed from my notes, or its wording changed. Ask me again, or browse /topics."

# Nothing was asked.
NOTHING_ASKED = "What would you like to know?"
NOTHING_ASKED_BODY = "Put your question in the same message, or use /topics to see what I know."
FOR_EXAMPLE = "For example"

# Small talk.
GREETING = "Hello! What would you like to know?"
GREETING_BODY = "Ask me in your own words, or use /topics to see what I know."
THANKED = "You're welcome!"
THANKED_BODY = "Ask me anytime."

# Help, and what this bot is.
HELP = "Ask me a question"
HELP_BODY = (
    "Ask in your own words. Typos are fine. If the answer is in my notes, I quote it word for word. "
    "If I'm not sure, I ask what you mean. If I don't know, I say so.\n"
    "\n"
    "/topics shows what I know, and /about tells you about me."
)
ABOUT = "About {name}"
ABOUT_BODY = (
    "I answer from notes that people wrote. They cover {questions} in {topics}.\n"
    "\n"
    "I quote every answer from those notes, word for word. I never make anything up.\n"
    "\n"
    "{memory}\n"
    "\n"
    "Version of my notes: {version}"
)
ABOUT_NO_MEMORY = "I don't store what you ask or who you are."
ABOUT_MEMORY = (
    "I count which answers I give and whether they helped, and I keep questions only where a server's managers want me "
    "to. With votes and questions, I store a code instead of your name. /privacy explains the code, shows what is "
    "stored under yours, and removes it."
)

# Privacy: what is kept, and how to remove it.
PRIVACY = "What I keep, and how to remove it"
PRIVACY_NOTHING = "I keep nothing: no questions, no votes and no names."
PRIVACY_COLLECTING = (
    "**Questions.** In this server, I keep the text of questions for {days}, so that the moderators can improve my "
    "answers. They see the texts, but never who asked. After that time, I delete them."
)
PRIVACY_NOT_COLLECTING = "**Questions.** I don't keep your questions here."
PRIVACY_VOTES = (
    "**Votes.** I keep one vote per answer that you vote on, until you remove it.\n"
    "\n"
    "**Your code.** With votes and questions, I store a code instead of your name. I compute it from your Discord ID "
    "with a secret key. It lets me find your votes and questions when you want to see or remove them."
)
PRIVACY_COUNTERS = "**Counters.** I count how often I give each answer each day, without names."
PRIVACY_EDITS = "**Edits.** Changes that moderators make to my answers are kept with their names."
PRIVACY_ABOUT_YOU = "**Stored under your code:** {kept}."
PRIVACY_OPTED_OUT = "**Stored under your code:** only that you want me to keep nothing about you."
KEPT = "{questions} and {votes}"
FORGET_ME = "Forget me"
OPT_OUT = "Keep nothing about me"
OPT_IN = "You may keep my votes and questions"
FORGOTTEN = "Done, I forgot you"
FORGOTTEN_BODY = "I removed {kept}."
FORGOTTEN_EDITS = "Your {edits} to my answers stay, without your name."
FORGOTTEN_FOR_GOOD = "I'll keep nothing about you from now on. To change that, use /privacy."
FORGOTTEN_UNTIL_NOW = "What you ask from now on may be kept again. To stop that too, use /privacy."
OPTED_IN = "Thanks!"
OPTED_IN_BODY = "I'll keep your votes again, and your questions where a server's managers want me to."
COLLECTING_ON = "I keep questions now"
COLLECTING_ON_BODY = (
    "I keep the text of each question in this server for {days}, without names. /faq review shows the ones that I "
    "couldn't answer. Please tell your members; /privacy explains it to them, and they can opt out there."
)
COLLECTING_OFF = "I no longer keep questions"
COLLECTING_OFF_BODY = "I still count answers and keep votes, without names."
COLLECTING_DELETED = "I deleted {questions}."

# Topics.
TOPICS = "What I know about"
TOPICS_BODY = "{questions} in {topics}. Pick a topic to see its questions."
TOPIC_BODY = "Pick a question to see its answer."
QUESTION_LINE = "• {question}"

# Trouble.
FAILED = "Something went wrong on my end"
FAILED_BODY = "Your question is fine. Please try again in a moment."
BUSY = "I'm busy right now"
BUSY_BODY = "A lot of questions came in at once. Please ask again in a few seconds."

# Edits of the notes while the bot runs.
EDIT_WAITING = (
    "My notes have been edited, but the new version has errors. I'll keep using this version until they're fixed."
)
EDIT_PROBLEMS = "Errors in the new version:"
EDIT_PROBLEM = "• {problem}"
EDIT_MORE = "• … and {count} more"
EDIT_BROKEN = "The new version of my notes has errors"
EDIT_BROKEN_BODY = "I'm still using version {version}."
EDIT_FIXED = "The errors in my notes are fixed"
EDIT_FIXED_BODY = "I'm using version {version} now."

# Nouns with a count: singular and plural. Members see an entry as one question, however many phrasings it has.
QUESTIONS = ("{count} question", "{count} questions")
TOPIC_COUNT = ("{count} topic", "{count} topics")
VOTES = ("{count} vote", "{count} votes")
DAYS = ("{count} day", "{count} days")
EDITS = ("{count} change", "{count} changes")

# The terminal.
TERMINAL_GREETING = "Hello! Ask me something."
TERMINAL_USE = (
    "I quote answers from my notes, word for word. Type a question, or the number of a suggested one.\n"
    "/topics shows what I know, /help how to ask, /about what I am. /quit exits. I don't store what you type."
)
TERMINAL_PROMPT = "> "
TERMINAL_NAME = "this bot"
TERMINAL_WAYS = "Type a question, or the number of a suggested one. /quit exits."
TERMINAL_PICK_TOPIC = "Type a number to see a topic's questions."
TERMINAL_PICK_QUESTION = "Type a number to see the answer."
TERMINAL_TOPIC = "{topic} ({count})"
TERMINAL_NO_SUCH_NUMBER = "That number isn't on the list"
TERMINAL_NUMBERS = "Pick a number from 1 to {last}, or ask a question."
TERMINAL_NO_SUCH_COMMAND = "I don't know that command"
TERMINAL_COMMANDS = "Try /topics, /help, /about or /quit."

# The command line, outside a conversation.
COMMAND_LINE_SEE_TOPICS = "Run the “topics” command to see what I know."

# Discord: how to ask there, commands, menus.
DISCORD_WAYS = (
    "Mention me, reply to one of my messages, send me a direct message, or use /ask. "
    "When you reply, leave the @ switch on, or I won't see it. "
    "To use a command, type / and pick it from the list. "
    "To ask about someone else's message, open its menu and choose Apps, then “Answer this”, or forward it to me."
)
ASK_COMMAND = "Ask a question and get an answer quoted from my notes"
ASK_OPTION = "Your question, in your own words or picked from the list"
TOPICS_COMMAND = "Browse what I know, topic by topic"
HELP_COMMAND = "How to ask me a question"
ABOUT_COMMAND = "What I am and where my answers come from"
PRIVACY_COMMAND = "What I keep about you, and how to remove it"
COLLECT_COMMAND = "For managers: keep the text of questions, so that /faq review can show what went unanswered"
COLLECT_OPTION = "For how many days questions are kept; 0 keeps none and deletes those that were kept"
ANSWER_THIS = "Answer this"
PICK_TOPIC = "Pick a topic"
PICK_QUESTION = "Pick a question"
ALL_TOPICS = "All topics"
PREVIOUS_PAGE = "◀ Previous"
NEXT_PAGE = "Next ▶"
PAGE = "Page {page} of {pages}"
TOPIC_GONE = "That topic is gone because my notes have changed. Here are the current ones."
# Discord: answers that do not fit.
ANSWER_FILE = "answer.txt"
WHOLE_ANSWER_ATTACHED = "The full answer is in the attached file."
CUT_SHORT = "The full answer doesn't fit here. Ask me in a direct message, and I'll send you all of it."
# Discord: votes on an answer.
HELPED = "That helped"
NOT_MEANT = "Not what I meant"
VOTE_ON = "{number}. {vote}"
THANKS_FOR_VOTE = "Thanks, noted!"
THANKS_FOR_VOTE_BODY = "Changed your mind? Just press the other button."
SORRY = "Sorry about that. What did you mean?"
SORRY_BODY = (
    "Pick the right question below, and I'll show you its answer. Your pick helps the moderators improve my notes."
)
SORRY_ALONE = "Sorry about that"
SORRY_ALONE_BODY = "Please try asking another way, or use /topics to see what I know."
PICK_MEANT = "What I meant"
NO_VOTE_KEPT = "I kept no vote"
NO_VOTE_KEPT_BODY = "You asked me to keep nothing about you. You can change that with /privacy."
# Discord: trouble.
RATE_LIMITED = "One moment, please"
RATE_LIMITED_BODY = "That's a lot of questions at once. Please wait half a minute, then ask again."
OUTDATED = "I've changed since then"
OUTDATED_BODY = (
    "This command or button is from an older version of me. Please ask again. If it keeps happening, reload Discord."
)
NO_TEXT = "There's no text in that message"
NO_TEXT_BODY = "I can only read text. Use /ask to type the question yourself."
HIDDEN_TEXT = "I can't see what you wrote"
HIDDEN_TEXT_BODY = (
    "Discord only shows me messages that mention me by name. "
    "Type @ and pick my name, not my role, from the list, or use /ask."
)
FAILURE_REFERENCE = "If you report this, include the reference {reference}."

# Moderators: who may do what.
MODERATORS_ONLY = "That's for moderators"
MODERATORS_ONLY_BODY = "Only members with the editor role or the permission Manage Server can do that here."
MANAGERS_ONLY = "That's for the server's managers"
MANAGERS_ONLY_BODY = "You need the permission Manage Server to do that."
FOREIGN_SERVER = "My answers belong to another server"
FOREIGN_SERVER_BODY = (
    "All servers share my answers, so only servers that my owner trusts can change them. "
    "My owner can allow this server by running /setup here once."
)
NOTHING_KEPT = "I can't remember anything here"
NOTHING_KEPT_BODY = "My owner has turned storage off, so I can't save changes."
NOT_SAVED = "I couldn't save that"
NOT_SAVED_BODY = "My storage doesn't work right now, so nothing has changed. Please try again later, or tell my owner."
FAQ_COMMAND = "Edit what I know"

# The preview in the browser.
PREVIEW_WELCOME = "Hello! Ask me something."
PREVIEW_WELCOME_BODY = (
    "Type a question in the box below, in your own words. Typos are fine, and you don't have to mention me here. "
    "I quote the answer from my notes, or tell you if I don't have one.\n\n"
    "Type **/** to see my commands. **/topics** shows everything I know.\n\n"
    "To see what moderators can do, choose “moderator” under “Viewing as”. **/faq review** shows what I couldn't "
    "answer, and lets you teach me. When you close this preview, I forget it."
)
PREVIEW_EXAMPLES = "For example"
PREVIEW_CHANNEL_TOPIC = "A local Discord sandbox. Nothing you type here leaves this computer."
