"""Keeps any discord.py client online: reconnects, stops on signals, writes a heartbeat. Knows no questions or replies.

This package imports nothing of ours, and importing it does nothing.
"""
