"""The use cases, in the order in which a request travels."""
