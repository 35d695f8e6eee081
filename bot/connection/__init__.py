"""Keeps any discord.py client online: reconnects, stops on signals, writes a heartbeat. Knows no questions or replies.

It imports no other package of the bot. Importing it does nothing.
"""
