"""What the managers of a server read in /setup."""

SETUP_COMMAND = "Where and how I answer in this server"
SETUP = "Settings"
CHANNELS_LINE = "**Channels where nobody has to mention me:** {channels}"
FORUMS_LINE = "**Forums where I answer new posts:** {channels}"
STRICTNESS_LINE = "**When I answer:** {level}"
ROLE_LINE = "**Who can edit my answers:** {role}"
COLLECTING_LINE = "**Questions:** {collecting}"
REVIEWS_LINE = "**Weekly reminder for moderators:** {channel}"
NO_REVIEWS = "off"
NOWHERE = "none. Members mention me, or use /ask"
MANAGERS = "members with Manage Server"
ROLE_AND_MANAGERS = "{role}, and members with Manage Server"
COLLECTING_OFF = "I don't keep them"
COLLECTING_ON = ("I keep them for {count} day, for /faq review", "I keep them for {count} days, for /faq review")
FROM_OWNER = " (default)"

PICK_CHANNELS = "Channels and forums where nobody has to mention me"
PICK_STRICTNESS = "When I answer"
PICK_ROLE = "Who can edit my answers: a role"
PICK_COLLECTING = "Whether I keep questions"
LEVELS = {
    "careful": "Careful: only when I'm very sure",
    "balanced": "Balanced",
    "eager": "Eager: more answers, more mistakes",
}
LEVEL_RATE = "About {share:.1%} of unanswerable questions still get an answer."
OWNERS_LEVEL = "Default: {level}"
KEEP_NOTHING = "Keep no questions"
KEEP_NOTHING_HINT = "Deletes those that I have kept here."
KEEP = ("Keep questions for {count} day", "Keep questions for {count} days")
KEEP_HINT = "Moderators see what went unanswered, not who asked."
REVIEWS_BUTTON = "Weekly reminder"
REVIEWS = "Weekly reminder"
REVIEWS_BODY = (
    "Once a week I can tell your moderators how many questions wait for /faq review. Pick a channel that they read. "
    "The reminder repeats nothing that members wrote, and names no one."
)
PICK_REVIEWS = "The channel for the reminder"
TOPICS_LINE = "**I answer from:** {topics}"
TOPICS_LINE_IN = "**In {channel}, I answer from:** {topics}"
EVERYTHING = "everything I know"
AND_MORE_TOPICS = ("{topics} and {count} more topic", "{topics} and {count} more topics")
TOPICS_BUTTON = "Topics"
TOPICS = "What I answer from"
TOPICS_BODY = (
    "Pick the topics that apply. With none, I answer from everything I know. "
    "A channel or forum can have topics of its own: pick it first."
)
IN_SERVER = "**In this server:** {topics}"
IN_CHANNEL = "**In <#{channel}>:** {topics}"
AS_IN_SERVER = "as in the rest of this server"
PICK_PLACE = "A channel or forum with topics of its own"
PICK_TOPICS = "The topics that apply"
TOPICS_LEFT = "⚠️ None of these topics exists any more, so I answer from everything I know."
CHECK_BUTTON = "Check my permissions"
RESET_BUTTON = "Reset all of this"

# After a change.
SAVED = "✅ Saved."
DELETED = ("✅ Saved. I've deleted {count} question.", "✅ Saved. I've deleted {count} questions.")
RESET = "✅ All settings are back to their defaults, and I keep no questions."
NOT_HERE = "⚠️ That isn't in this server any more. Nothing has changed."
EVERYONE = "⚠️ Then everybody could change my answers. Please pick another role. Nothing has changed."
INTENT_OFF = (
    "⚠️ I can't read messages that don't mention me yet. My owner has to switch on Message Content Intent at "
    "<https://discord.com/developers/applications> (Bot), then restart me."
)
INTENT_SOON = "I'm reconnecting now, so that I can read messages that don't mention me."

# The weekly reminder.
DIGEST = "Questions wait for you"
DIGEST_WAITING = "Waiting for a look from you: **{questions}** about **{subjects}**."
DIGEST_SUBJECT = "• {questions}, closest to “{closest}”"
DIGEST_NEW_SUBJECT = "• {questions} about something new"
DIGEST_WEEK = "In the last week: {answered} answered · {suggested} suggested · {unanswered} unanswered"
DIGEST_HOW = "Got a minute? The button below shows them to moderators, as /faq review does."
DIGEST_BUTTON = "Review them"
SUBJECTS = ("{count} subject", "{count} subjects")
CANNOT_POST = "⚠️ I can't send messages there. Please give me the permission, or pick another channel."

# The check.
CHECK = "What I'm missing"
CHECK_FINE = "Nothing: I have every permission that I need, in every channel that I can see."
CHECK_LINE = "**{channel}**: {permissions}"
CHECK_CURE = (
    "To fix it, open a channel's settings, choose Permissions, add {name}, and allow what is missing. "
    "To fix all channels at once, do it in Server Settings, Roles, {name}."
)
CHECK_MORE = ("… and {count} more channel", "… and {count} more channels")
PERMISSIONS = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
"""As Discord's own settings call them."""
