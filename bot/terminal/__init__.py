"""The face in a terminal: a reply in, text out; and a conversation of such replies."""
