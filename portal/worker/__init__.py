"""The process that goes outside: mail, connectors, papers."""
