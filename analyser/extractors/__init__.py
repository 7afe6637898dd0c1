"""Turn one Source into a Statement; one module per file format."""
