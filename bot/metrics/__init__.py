"""Figures for Prometheus: what the bot counts, and the page that shows it.

The rest of the bot uses only `Counts`, which needs no other library. Only `serve` needs the extra `metrics`.
"""

from bot.metrics.counts import Counts, Drop, Durations, measure_lag
from bot.metrics.figures import Figures
from bot.metrics.serving import INSTALL, MetricsError, serve

__all__ = ["INSTALL", "Counts", "Drop", "Durations", "Figures", "MetricsError", "measure_lag", "serve"]
