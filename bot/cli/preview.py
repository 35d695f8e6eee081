"""`preview`: the bot in a simulated Discord in the browser."""

import argparse

from bot.cli.inputs import live_knowledge, read_settings

SUMMARY = "try the bot in a browser, without Discord and without a token"
DESCRIPTION = """\
Runs the same bot in a simulated Discord that only this computer can reach, and opens the browser there. Ctrl-C ends.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --data my-faq.txt --port 9000
  %(prog)s --no-browser
"""
HIGHEST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--port", type=_port, default=8765, help="the port on 127.0.0.1 (default: %(default)s; 0: any)")
    parser.add_argument("--no-browser", action="store_true", help="print the address, and open no browser")


def execute(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C. Raises ConfigError where the extra is not installed."""
    live = live_knowledge(arguments, read_settings())
    from bot.preview import run_preview

    return run_preview(live, port=arguments.port, open_browser=not arguments.no_browser)


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be from 0 to {HIGHEST_PORT}")
    return number
