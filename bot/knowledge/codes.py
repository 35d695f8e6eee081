"""The code of every rule of `check`. People use codes in scripts, so never renumber or reuse one."""

from enum import Enum


class Severity(Enum):
    """A file with an error is not loaded. A file with a warning is. A note only says how the file was read."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(Enum):
    """FAQ0xx are errors. Warnings are about files (FAQ1xx), entries (FAQ2xx), and what Discord does (FAQ3xx).

    FAQ4xx are notes.
    """

    NOT_FOUND = "FAQ001"
    UNREADABLE = "FAQ002"
    NOT_TEXT = "FAQ003"
    NOT_UTF_8 = "FAQ004"
    TOO_LARGE = "FAQ005"
    NO_FILE = "FAQ006"
    NO_ENTRY = "FAQ007"
    MERGE_CONFLICT = "FAQ008"
    SYNTAX = "FAQ009"
    FIELD = "FAQ010"
    NO_ANSWER = "FAQ011"
    NO_QUESTION = "FAQ012"
    NO_WORDS = "FAQ013"
    UNCLOSED_BLOCK = "FAQ014"
    INVALID_ID = "FAQ015"
    SHARED_ID = "FAQ016"
    MORE_ERRORS = "FAQ099"

    REPEATED_FILE = "FAQ101"
    FILE_WITHOUT_ENTRY = "FAQ102"
    READ_AS_WINDOWS_1252 = "FAQ103"
    IGNORE_FILE = "FAQ104"
    LONELY_SYNONYM = "FAQ105"
    EMPTY_HEADING = "FAQ106"
    INVISIBLE_CHARACTER = "FAQ107"
    LOST_CHARACTER = "FAQ108"
    MISREAD_ENCODING = "FAQ109"
    GUESSED_COLUMNS = "FAQ110"
    LEFT_OUT = "FAQ111"
    PASSED_OVER = "FAQ112"
    LOST_TEXT = "FAQ113"
    HALF_ENTRY = "FAQ114"
    SHARED_NUMBER = "FAQ115"
    NOTHING_ASKS = "FAQ116"
    MORE_WARNINGS = "FAQ199"

    SAME_QUESTION = "FAQ201"
    NEAR_DUPLICATE = "FAQ202"
    OVERSHADOWED = "FAQ203"
    LONG_QUESTION = "FAQ204"
    LONG_ANSWER = "FAQ205"
    CUT_ANSWER = "FAQ206"
    CUT_FILE = "FAQ207"
    MISSING_ANSWER = "FAQ208"
    MISSING_QUESTION = "FAQ209"
    MISREAD_LINE = "FAQ210"
    SENTENCES_BEFORE_QUESTION = "FAQ211"
    LONELY_TOPIC = "FAQ212"
    QUESTIONS_INSIDE = "FAQ213"
    LIKE_HEADER = "FAQ214"
    PLACEHOLDER = "FAQ215"
    CONTENTS = "FAQ216"
    STALE_EDIT = "FAQ217"
    UNKNOWN_RELATED = "FAQ218"

    PING = "FAQ301"
    RELATIVE_LINK = "FAQ302"
    UNOPENED_ADDRESS = "FAQ303"
    INVITE = "FAQ304"
    NOT_AN_ADDRESS = "FAQ305"

    HOW_READ = "FAQ401"
    MODERATED = "FAQ402"
    MORE_NOTES = "FAQ499"

    @property
    def severity(self) -> Severity:
        """The severity of every problem with this code."""
        if self.value < "FAQ1":
            return Severity.ERROR
        return Severity.WARNING if self.value < "FAQ4" else Severity.NOTE
