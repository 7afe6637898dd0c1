"""The invented statements of the demo corpus, and one writer per file format."""
