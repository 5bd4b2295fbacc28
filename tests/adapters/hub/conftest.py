"""The server, the hub and the terminals of these tests."""

from support.hub_network import tls_hub
from support.hub_server import hub_server
from support.hub_terminals import hub, terminal_of

__all__ = ["hub", "hub_server", "terminal_of", "tls_hub"]
