"""Whether data leaves the European Economic Area."""
