"""A small HTTP server that shares its port with no other program."""

import socket
import sys
from socketserver import TCPServer, ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer


class _Handler(WSGIRequestHandler):
    timeout = 10.0
    """Seconds. A client that sends nothing keeps no thread for longer."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is wsgiref's
        """Log no requests."""


class MetricsServer(ThreadingMixIn, WSGIServer):
    """Serves one WSGI application. Raises OSError if it cannot listen."""

    daemon_threads = True
    # On Windows, this option would let several programs listen on one port. Elsewhere, it only skips the wait after a
    # restart.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, host: str, port: int) -> None:
        """Take an IP address, and a port; 0 takes any free one."""
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Bind the socket. The standard library would also ask the network for this machine's name."""
        if sys.platform == "win32":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()
