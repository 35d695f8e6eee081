"""Text to words: what makes two spellings of one question the same, and which words name a thing."""
