"""The page for Prometheus, over HTTP."""

import socket
import urllib.request

import pytest

from bot.metrics import Figures, serve

PATIENCE = 20.0


def page(port: int, host: str = "127.0.0.1") -> str:
    with urllib.request.urlopen(f"http://{host}:{port}/metrics", timeout=PATIENCE) as answer:
        text: str = answer.read().decode()
    return text


def test_a_client_that_says_nothing_does_not_keep_others_waiting() -> None:
    port = serve("127.0.0.1", 0, lambda: Figures(entries=7))
    with socket.create_connection(("127.0.0.1", port)):
        assert "faq_bot_knowledge_entries 7.0" in page(port)


def test_a_port_has_one_owner() -> None:
    port = serve("127.0.0.1", 0, Figures)
    with pytest.raises(OSError, match=r"in use|access"):
        serve("127.0.0.1", port, Figures)
    assert "faq_bot_" in page(port)


def test_ipv6() -> None:
    try:
        port = serve("::1", 0, Figures)
    except OSError:
        pytest.skip("no IPv6 here")
    assert "faq_bot_" in page(port, "[::1]")
