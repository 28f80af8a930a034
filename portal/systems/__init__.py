"""Connectors to the systems that hold personal data; opened by the worker alone."""
