"""Write a Ranking to a file; one module per format."""
