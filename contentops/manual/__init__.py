"""The team's handbook, rendered from the data that the commands use."""
