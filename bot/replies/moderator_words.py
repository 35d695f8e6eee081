"""What moderators read when they edit the knowledge in Discord. `words` has what members read."""

# Commands, options and buttons.
ADD_COMMAND = "Add a question and its answer"
EDIT_COMMAND = "Change a question, its answer or its phrasings"
REMOVE_COMMAND = "Remove a question and its answer"
UNDO_COMMAND = "Undo edits, starting with the latest"
HISTORY_COMMAND = "Who changed what, and when"
TEST_COMMAND = "See how I would answer a question, and why"
EXPORT_COMMAND = "Get everything I know as a file"
ENTRY_OPTION = "The question, picked from the list"
HISTORY_OPTION = "Only the edits of this question"
TEST_OPTION = "A question, in a member's words"
FORMAT_OPTION = "The kind of file: text by default"
SAVE_AS_ANSWER = "Save as answer"
ADD_AS_PHRASING = "Add as phrasing"
EDIT_BUTTON = "Edit"
EDIT_NEW_VERSION = "Edit the new version"
REMOVE_BUTTON = "Remove"
UNDO_BUTTON = "Undo"
NEWER = "◀ Newer"
OLDER = "Older ▶"

# Forms.
ADD_FORM = "Add an answer"
EDIT_FORM = "Edit an answer"
PHRASING_FORM = "Add a phrasing"
QUESTION_FIELD = "Question"
PHRASINGS_FIELD = "Other phrasings"
PHRASINGS_HINT = "One on each line. The more ways to ask, the better I understand."
ANSWER_FIELD = "Answer"
ANSWER_HINT = "I quote it word for word."
TOPIC_FIELD = "Topic"
LINK_FIELD = "Link"
LINK_HINT = "Where members can read more. It begins with https://"
PHRASING_FIELD = "How members ask"
PHRASING_OF_FIELD = "Which question is it?"
PHRASING_OF_HINT = "The closest come first."

# An edit that was saved.
LIVE = "I'll start using it in a few seconds."
ADDED = "Added"
CHANGED = "Changed"
REMOVED = "Removed"
PHRASED = "Phrasing added"
PHRASED_BODY = "It now leads to this answer:\n**{question}**"
UNDONE = "Undone"
UNDONE_BODY = "{what}, as it was before."
NEXT_UNDO = "The edit before that:"

# Removing and undoing, before the button is pressed.
REMOVE = "Remove this answer?"
REMOVE_BODY = "**{question}**\n{answer}\n\nYou can take it back with /faq undo."
UNDO = "Undo this edit?"

# An edit that was not saved.
TOO_LATE = "Somebody else changed this first"
TOO_LATE_BODY = "I haven't saved your version, so that no work is lost."
BY_EDIT = "{what}."
BY_FILE = "The notes themselves have changed."
NOW = "It says now:"
NOW_GONE = "It isn't there any more."
YOURS = "You wrote:"
NO_QUESTION = "The question has no words"
NO_ANSWER = "The answer is empty"
LONG_QUESTION = "A question is too long"
LONG_QUESTION_BODY = "A question can have {limit} characters."
LONG_ANSWER = "The answer is too long"
LONG_ANSWER_BODY = "An answer can have {limit} characters here. Longer ones go into the files."
TAKEN = "I know that question already"
TAKEN_BODY = "It belongs to this answer:\n**{question}**\n{answer}"
ENTRY_GONE = "That question is gone"
ENTRY_GONE_BODY = "It was removed, or its wording changed. Pick it from the list again."
LAST = "That's the only answer I have"
LAST_BODY = "Add another one before you remove it."
UNCHANGED = "Nothing has changed"
UNCHANGED_BODY = "It says that already."
NOTHING_TO_UNDO = "There's nothing to undo"
NOTHING_TO_UNDO_BODY = "No edit is in effect, or somebody else has just undone it."
BUILT_ON = "A later edit builds on this one"
BUILT_ON_BODY = "Undo that one first:"
BAD_LINK = "That's no link"
BAD_LINK_BODY = "A link begins with https:// and has no spaces."
NO_TEXT = "There's no text in that message"
NO_TEXT_BODY = "I can only save text."

# The history. A Discord client shows the time in the reader's own time zone.
HISTORY = "Edits"
HISTORY_OF = "Edits of “{question}”"
NO_HISTORY = "Nobody has edited anything yet."
WHAT = {
    "add": "{who} added “{question}”",
    "edit": "{who} changed “{question}”",
    "remove": "{who} removed “{question}”",
    "phrase": "{who} added a phrasing to “{question}”",
    "undo": "{who} took back an edit of “{question}”",
}
SOMEBODY = "Somebody"
WHEN = "#{number}, <t:{at}:f>"
IS_UNDONE = "undone"
IS_APPLIED = "now in the files"
BEFORE = "Before:"
AFTER = "After:"
NEW_PHRASINGS = "New:"

# The review of what went unanswered.
REVIEW_COMMAND = "Review questions I couldn't answer, and add the answers"
REVIEW = "What I couldn't answer"
REVIEW_PLACE = "{place} of {total} · /faq undo reverses an addition"
REVIEW_ASKED = "Asked {times}, {when}:"
REVIEW_DAY = "on {day}"
REVIEW_DAYS = "from {first} to {last}"
DAY = "<t:{at}:D>"
REVIEW_MORE = "• … and {count} more"
REVIEW_UNQUOTED = "…"
REVIEW_HOW = (
    "If one of my questions has the right answer, pick it, and I'll give that answer from now on. "
    "Otherwise, write a new one. Nothing changes until you do."
)
REVIEW_ADD = "Add as phrasing of …"
REVIEW_SEARCH = "Search for another question …"
REVIEW_WRITE = "Write an answer"
REVIEW_IGNORE = "Ignore"
REVIEW_LATER = "Later"
REVIEW_FORM = "Write an answer"
SEARCH_FORM = "Search for a question"
SEARCH_FIELD = "Words of the question or its answer"
TIMES = ("once", "{count} times")
REVIEW_PHRASED = "✅ Added to “{question}”. I'll start using it in a few seconds."
REVIEW_WRITTEN = "✅ Your answer is saved. I'll start using it in a few seconds."
REVIEW_IGNORED = "Ignored. I won't show that again."
REVIEW_POSTPONED = "I'll show that again in {days}."
REVIEW_CHANGED = "Somebody else has just decided about that, or it has changed. Here's what waits now."
REVIEW_NOT_FOUND = "Nothing matches “{text}”. Try other words."
REVIEW_FOUND = "Here's what matches “{text}”. Pick it from the list."
REVIEW_DECIDED = "Somebody else was faster"
REVIEW_DECIDED_BODY = (
    "These questions were decided about in the meantime, so I haven't saved your answer. "
    "If you still need it, use /faq add."
)
NOTHING_WAITS = "Nothing waits for you"
NOTHING_WAITS_BODY = "Questions that I can't answer show up here, and those where members say “Not what I meant”."
NOTHING_COLLECTED_BODY = (
    "I don't keep questions in this server, so I can't show which ones I couldn't answer. "
    "Somebody who may manage the server can turn that on with /faq collect."
)

# Statistics.
STATS_COMMAND = "How I'm doing, week by week"
STATS = "How I'm doing here"
STATS_WEEK = (
    "**Week of {day}**\n{answered} answered · {suggested} suggested · {unanswered} unanswered · "
    "{helped} 👍 · {not_helped} 👎"
)
STATS_TOP = "Asked most often"
STATS_DISLIKED = "Didn't help"
STATS_NEVER = "Never asked in the last eight weeks"
STATS_COUNT = "· {count}×"
STATS_VOTES = "· {down} 👎 {up} 👍"
STATS_LINE = "• {question} {number}"
STATS_WAITING = "**{questions}** waiting for /faq review"
STATS_ANSWERED = "answered"
STATS_SUGGESTED = "suggested"
STATS_UNANSWERED = "unanswered"
STATS_PICTURE = "weeks.png"

# A test.
TEST = "Test: {question}"
TEST_UNQUOTED = "Test"
TEST_ANSWERED = "I would answer with the first of these."
TEST_SUGGESTED = (
    "I would offer {count} of these, because I'm not sure enough to answer.",
    "I would offer {count} of these, because I'm not sure enough to answer.",
)
TEST_UNANSWERED = "I would say that I don't know."
TEST_NEEDS = "Here I answer from {percent}% on."
TEST_HIT = "{place}. {question}\nScore {score:.2f} · {source}"
TEST_NO_HITS = "Nothing comes close."

# The export.
EXPORT = "Everything I know"
EXPORT_BODY = "{questions}, with all edits. I've sent this file only to you."
EXPORT_FILE = "faq{extension}"
EXPORT_FAILED = "This kind of file can't hold everything"
EXPORT_FAILED_BODY = "Please choose another one: jsonl can hold everything."
EXPORT_LARGE = "The file is too large for Discord"
EXPORT_LARGE_BODY = "It has {size:.0f} MB. My owner can export it with the command line."
EXPORT_NO_FILES = "I can't attach files here"
EXPORT_NO_FILES_BODY = "Please give me the permission Attach Files in this channel."
