"""What is known of languages: a leaf of plain words and patterns that imports nothing of ours."""
