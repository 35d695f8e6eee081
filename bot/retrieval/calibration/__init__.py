"""Fits the confidence of a knowledge base to the knowledge base itself."""
