"""The command line: `python -m bot COMMAND`, also installed as `faq-bot`. Each command has its own module.

Slow imports wait until a command needs them, so that `--help` and usage errors appear at once.
"""

from bot.cli.program import main

__all__ = ["main"]
