"""Tests of ranking and confidence."""
