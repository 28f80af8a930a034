"""Documents read into values."""
