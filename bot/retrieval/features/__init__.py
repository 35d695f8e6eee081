"""The parts that are fitted to words: the vocabulary, similar spellings, and the classifier."""
