"""Files that are broken, locked, costly or written to harm, and what must become of each."""
