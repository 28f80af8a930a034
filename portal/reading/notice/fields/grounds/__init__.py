"""Why data is processed: purposes, legal bases, and where it comes from."""
