"""Serves the figures to Prometheus over HTTP, in threads of their own."""

import threading
from collections.abc import Callable

from bot.metrics.figures import Figures

INSTALL = "run `pip install prometheus-client`"
"""Names the package of the extra `metrics`. See also `bot.preview.INSTALL`."""


class MetricsError(Exception):
    """The extra `metrics` is not installed. The message says how to install it."""


def serve(host: str, port: int, read: Callable[[], Figures]) -> int:
    """Serve the figures at http://host:port/metrics until the process ends. Returns the port; 0 takes any free one.

    `read` is called in other threads, whenever Prometheus asks. Raises MetricsError, and OSError if it cannot listen.
    """
    try:
        from prometheus_client import (  # noqa: PLC0415 - an extra
            CollectorRegistry,
            Metric,
            ProcessCollector,
            make_wsgi_app,
        )
        from prometheus_client.registry import Collector  # noqa: PLC0415

        from bot.metrics.http_server import MetricsServer  # noqa: PLC0415
        from bot.metrics.series import series_of  # noqa: PLC0415
    except ImportError:
        raise MetricsError(f"prometheus-client is not installed; {INSTALL}") from None

    class FiguresCollector(Collector):
        def collect(self) -> list[Metric]:
            return list(series_of(read()))

    registry = CollectorRegistry()
    registry.register(FiguresCollector())
    ProcessCollector(registry=registry)
    server = MetricsServer(host, port)
    server.set_app(make_wsgi_app(registry))
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return int(server.server_port)
