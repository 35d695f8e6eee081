"""What `check` does: reads the files, applies every rule, and explains the rules."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.checking.checker import check
from bot.checking.discord_rules import DISCORD
from bot.checking.entry_rules import ENTRIES
from bot.checking.error_rules import ERRORS
from bot.checking.file_rules import FILES
from bot.checking.note_rules import NOTES
from bot.checking.rule import Rule
from bot.knowledge import Code

__all__ = ["RULES", "Rule", "check"]

RULES: Mapping[Code, Rule] = MappingProxyType(
    {rule.code: rule for rule in (*ERRORS, *FILES, *ENTRIES, *DISCORD, *NOTES)}
)
"""Every rule by its code, in the order of the codes."""
