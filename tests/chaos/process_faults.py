"""Faults of the bot's own process and files: signals, full disks, locked databases, broken notes."""

import asyncio
import os
import resource
import shutil
import signal
import sqlite3

from bot.store.opening import FILE
from tests.chaos.bench import Bench
from tests.chaos.faults import fault

NEW_QUESTION, NEW_ANSWER = "Who feeds the parrot of the ministry?", "The archivist feeds it."
EDIT_SECONDS = 20.0


@fault("SIGTERM during 60 questions", times=5, short=True)
async def sigterm(bench: Bench) -> bool:
    """What the bot has begun is answered, and it ends with 0."""
    await bench.ask(60)
    await bench.until(lambda: len(bench.server.replies) >= 1)
    code = await bench.stop()
    answered = not bench.open
    await bench.start()
    return code == 0 and answered and await bench.probe()


@fault("SIGTERM during a flood of 400", times=2, alone=True)
async def sigterm_in_flood(bench: Bench) -> bool:
    """At 40 answers a second, the bot cannot finish in 8 s what would take 10: the rest is dropped by this rule."""
    asked = await bench.ask(400)
    await asyncio.sleep(1)
    code = await bench.stop()
    bench.excused |= {each for each in asked if bench.server.lost(each)}
    answered = sum(each in bench.server.replies for each in asked)
    await bench.start()
    return code == 0 and answered >= 250 and await bench.probe()


@fault("SIGHUP", times=3)
async def sighup(bench: Bench) -> bool:
    code = await bench.stop(signal.SIGHUP)
    await bench.start()
    return code == 0 and await bench.probe()


@fault("SIGKILL, and restart", times=3, short=True)
async def sigkill(bench: Bench) -> bool:
    """Nothing is being answered at that moment: then nothing is lost or doubled."""
    await bench.ask(5)
    await bench.settle()
    await bench.stop(signal.SIGKILL)
    await bench.start()
    return await bench.probe()


@fault("SIGKILL with 20 in flight, and restart", times=3, may_lose=True)
async def sigkill_in_flight(bench: Bench) -> bool:
    """What is in flight cannot be saved: nobody is there to answer. Nothing may be doubled."""
    await bench.ask(20)
    await bench.until(lambda: len(bench.server.replies) >= 1)
    await bench.stop(signal.SIGKILL)
    await bench.start()
    return await bench.probe()


@fault("SIGSTOP for 5 s", times=2)
async def sigstop(bench: Bench) -> bool:
    """As when a laptop or a virtual machine sleeps for a moment."""
    assert bench.process
    bench.process.send_signal(signal.SIGSTOP)
    await bench.ask(10)
    await asyncio.sleep(5)
    bench.process.send_signal(signal.SIGCONT)
    return await bench.settle() and await bench.probe()


@fault("log of everything", times=1, starts=True, short=True)
async def debug_log(bench: Bench) -> bool:
    """With LOG_LEVEL=debug, the log has every event and request, and still no token and no text."""
    bench.settings["LOG_LEVEL"] = "debug"
    await bench.start()
    await bench.ask(5)
    await bench.slash(3)
    await bench.server.send_event("MESSAGE_CREATE", {"content": bench.question})
    await bench.server.close_gateway(4000)
    return await bench.settle() and await bench.probe() and "DEBUG" in bench.new_log


def _limit_files(bench: Bench, size: int) -> None:
    """Have no file of the bot grow beyond a size, as on a full disk."""
    assert bench.process
    resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@fault("disk full while it runs", times=2, short=True)
async def disk_full(bench: Bench) -> bool:
    """All questions are answered, and health says what does not work."""
    _limit_files(bench, 0)
    await bench.ask(20)
    await bench.slash(5)
    settled = await bench.settle(20)
    _limit_files(bench, resource.RLIM_INFINITY)
    return settled and await bench.probe()


@fault("disk full at the start", times=1, starts=True)
async def disk_full_at_start(bench: Bench) -> bool:
    await bench.start(wait=False)
    _limit_files(bench, 0)
    return await bench.probe() and "Traceback" not in bench.new_log


@fault("state: a folder that cannot be written", times=1, starts=True)
async def readonly_state(bench: Bench) -> bool:
    """Not even root can write into /proc."""
    bench.settings["STATE_DIR"] = "/proc/self/faq-bot"
    await bench.start(wait=False)
    return await bench.probe() and "Traceback" not in bench.new_log


@fault("state: damaged files", times=1, starts=True)
async def damaged_state(bench: Bench) -> bool:
    bench.state.mkdir()
    (bench.state / FILE).write_bytes(os.urandom(5000))
    await bench.start(wait=False)
    return await bench.probe() and "Traceback" not in bench.new_log


@fault("state: locked by another process for 6 s", times=2)
async def locked_state(bench: Bench) -> bool:
    other = sqlite3.connect(bench.state / FILE)
    try:
        other.execute("BEGIN EXCLUSIVE")
        await bench.ask(10)
        await bench.slash(3)
        settled = await bench.settle(6)
        await asyncio.sleep(3)
    finally:
        other.close()
    return settled and await bench.probe()


async def _is_live(bench: Bench) -> bool:
    """Whether members get the new answer."""

    async def tell() -> bool:
        (asked,) = [await bench.server.mention(NEW_QUESTION, "77", str(next(iter(bench.numbers))))]
        await bench.until(lambda: not bench.server.lost(asked), 10)
        return any(NEW_ANSWER in str(body) for body in bench.server.replies.get(asked, []))

    ends = asyncio.get_running_loop().time() + EDIT_SECONDS
    while asyncio.get_running_loop().time() < ends:
        if await tell():
            return True
        await asyncio.sleep(1)
    return False


@fault("notes: edited while it runs", times=2)
async def edited_notes(bench: Bench) -> bool:
    """The edit is live soon, and no question is lost meanwhile."""
    more = bench.notes / "more.txt"
    more.write_text(f"{NEW_QUESTION}\n{NEW_ANSWER}\n", encoding="utf-8")
    await bench.ask(20)
    live = await _is_live(bench)
    more.unlink()
    return live and await bench.settle() and await bench.probe()


BROKEN_NOTES = {
    "no text": b"\x00\xff\xfe" * 1000,
    "cut short": b"What happened in the Cuban missile",
    "empty": b"",
}


@fault("notes: broken while it runs", times=2, short=True)
async def broken_notes(bench: Bench) -> bool:
    """The last usable notes go on answering, and the next edit is used."""
    file = bench.notes / "cuban_missile_crisis.txt"
    good = file.read_bytes()
    for content in BROKEN_NOTES.values():
        file.write_bytes(content)
        await bench.ask(5)
        await asyncio.sleep(1.5)
        await bench.ask(5)
        if not await bench.settle(20):
            return False
    file.write_bytes(good + f"{NEW_QUESTION}\n{NEW_ANSWER}\n".encode())
    live = await _is_live(bench)
    file.write_bytes(good)
    return live and await bench.probe()


@fault("notes: deleted while it runs", times=2)
async def deleted_notes(bench: Bench) -> bool:
    """Their folder goes, and comes back as another."""
    away = bench.folder / "away"
    bench.notes.rename(away)
    await bench.ask(5)
    await asyncio.sleep(2)
    await bench.ask(5)
    settled = await bench.settle(20)
    shutil.copytree(away, bench.notes)
    shutil.rmtree(away)
    return settled and await bench.probe()
