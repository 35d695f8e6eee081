"""The command line: `python -m bot COMMAND`, also installed as `faq-bot`. One file per command.

Nothing heavy is imported until the command that needs it runs, so that `--help` and mistakes answer at once.
"""

from bot.cli.program import main

__all__ = ["main"]
