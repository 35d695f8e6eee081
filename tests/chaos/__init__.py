"""The fault matrix: the bot as a process against a fake Discord that fails in every way we know."""
