"""The terminal interface: renders replies as text, and holds a conversation."""
