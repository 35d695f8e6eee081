"""The preview, as a person with a browser meets it."""
