"""Tests of the index: it finds what looking at everything would find."""
