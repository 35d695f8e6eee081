"""The bot against a fake Discord with real sockets, on loopback."""
