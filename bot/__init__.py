"""A FAQ bot that answers from its owner's file, word for word, or says that it cannot.

The packages, and the direction of their imports. An arrow means "imports"; nothing points upward, and the faces do not
import each other::

                           __main__ → cli
                                       │
            ┌──────────────┬───────────┼─────────────┐
            ▼              ▼           ▼             ▼
        preview  ──►  discord_ui    terminal    checking,     faces: a reply in, pixels or text out;
                           └─────┬─────┘        evaluation,   the files: every rule of `check`; measuring: how good the
                                 │              benchmark     bot is, how fast it is
                                 ▼                   │
         replies, live, connection, pacing,          │        replies: an outcome in, a platform-neutral reply out;
                          review, metrics            │        live: edited files in, the newest usable notes out;
                                 │                   │        connection: a discord.py client in, kept online;
                                 │                   │        pacing: a client's requests in, not too many a second out;
                                 │                   │        review: what went unanswered, for moderators to decide;
                                 ▼                   │        metrics: figures in, a page for Prometheus out
                            index_cache              │        fitted assistants, opened from files
                                 ▼                   │
                             answering ◄─────────────┘        decision: a question in, one of three outcomes out
                                 ▼
                             retrieval                        ranking and confidence; knows scikit-learn and the
                                                              sentence encoders. Inside, from words and meaning to an
                                                              index, and from features to a probability
                                 ▼
                              overlay                         moderators' edits over what the files say
                                 ▼
                   knowledge, language, storage, store        the facts: entries, readers, the linter; how people write;
                                                              arrays in files, and the folder that keeps them; what the
                                                              bot remembers (the only room that knows the database)

    config and runtime are leaves: they import no other package of the bot. Only cli and the faces read config. Every
    package may use runtime (progress reports, pauses of the garbage collector).

The path of a question: a face takes the text from its platform. `answering.Assistant.answer` finds the questions in it,
ranks the stored questions and decides. `replies` puts the outcomes into words, and the face shows the replies.
"""

__version__ = "0.1.0"
