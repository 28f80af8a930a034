"""Sealing, marks and links."""
