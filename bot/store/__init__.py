"""The bot's storage: counters, votes, collected questions, moderators' edits, settings of servers.

`open_store` returns a `bot.store.store.Store`. This module imports no database library; `bot.store.store` does.
"""

from bot.store.opening import open_store, state_folder
from bot.store.pending import Pending
from bot.store.values import (
    Asked,
    Content,
    Counter,
    Decision,
    Edit,
    EditKind,
    Kept,
    Label,
    NewEdit,
    Outcome,
    Question,
    Reason,
    Reviewed,
    Status,
    StoreError,
    Vote,
    VoteCount,
)

__all__ = [
    "Asked",
    "Content",
    "Counter",
    "Decision",
    "Edit",
    "EditKind",
    "Kept",
    "Label",
    "NewEdit",
    "Outcome",
    "Pending",
    "Question",
    "Reason",
    "Reviewed",
    "Status",
    "StoreError",
    "Vote",
    "VoteCount",
    "open_store",
    "state_folder",
]
