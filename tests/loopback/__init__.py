"""The bot against a Discord of real sockets, on loopback."""
