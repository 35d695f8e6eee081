"""The roles that marks may have."""

from enum import Enum


class Role(Enum):
    """The role of a mark."""

    QUESTION = "question"
    TOPIC = "topic"
    TEXT = "text"
