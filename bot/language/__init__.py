"""Language data: plain word lists and patterns. This package imports no other package of the bot."""
