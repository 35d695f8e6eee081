"""What is fitted to the words: the vocabulary, similar spellings, and the classifier."""
