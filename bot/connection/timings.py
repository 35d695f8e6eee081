"""The intervals and timeouts of the connection."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timings:
    """All in seconds."""

    first_backoff: float = 1.0
    max_backoff: float = 60.0
    """The wait between attempts doubles from the first to this maximum."""
    read_rest: float = 0.5
    """Maximum time on a stop to read events that have already arrived."""
    drain: float = 7.5
    """Maximum wait for answers in progress on a stop. A container is killed 10 s after SIGTERM."""
    close: float = 1.0
    """Maximum time for the logout that follows."""
    end: float = 9.5
    """The process ends this long after a request to stop, whatever hangs."""
    heartbeat: float = 5.0
    """Interval of the watchdog's checks, and between writes of the health file."""
    hung: float = 15.0
    """A part without progress for this long makes the bot unhealthy. Ranking takes milliseconds."""
    end_hung: float = 120.0
    """A part without progress for this long ends the process: its supervisor starts it again."""
    backstop: float = 30.0
    """How much longer a process lasts whose hung part lets no other thread run, and so no watchdog."""
    gateway_timeout: float = 120.0
    """Maximum time for the client to connect by itself, at least eight attempts. Waits for turns to identify do not
    count."""
    max_hold: float = 10.0
    """Maximum wait for the budget with an open connection, which Discord closes if nothing comes."""
    ask_limits: float = 5.0
    """Maximum time to ask how many sessions Discord still allows."""
    proven: float = 900.0
    """A session that has lasted this long has not failed. With it, sessions that break make less than 100 a day."""
