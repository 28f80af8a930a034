"""Who receives the data."""
