"""Exit codes, as scripts and service managers expect them."""

OK = 0
FAILED = 1
"""The knowledge files have errors, or the command failed."""
USAGE = 2
"""The command line is invalid; argparse uses the same code."""
CONFIGURATION = 78
"""The settings are invalid: EX_CONFIG of sysexits.h. Starting again does not help."""
INTERRUPTED = 130
"""Ended by Ctrl-C: 128 + SIGINT."""
BROKEN_PIPE = 141
"""Nobody reads the output any more: 128 + SIGPIPE."""
TERMINATED = 143
"""Ended by SIGTERM or SIGHUP before the command could handle it: 128 + SIGTERM."""
