"""What is learnt from the words: terms and their weights, words that are spelt alike, the classifier."""
