"""Exit codes, as scripts and service managers know them."""

OK = 0
FAILED = 1
"""The knowledge files have errors, or the work could not be done."""
USAGE = 2
"""The command was called in a way that makes no sense: as argparse does."""
CONFIGURATION = 78
"""The settings are wrong: EX_CONFIG of sysexits.h. Starting again would not help."""
INTERRUPTED = 130
"""Ended by Ctrl-C: 128 + SIGINT."""
BROKEN_PIPE = 141
"""Nobody reads the output any more: 128 + SIGPIPE."""
TERMINATED = 143
"""Ended by SIGTERM before it was ready for that: 128 + SIGTERM."""
