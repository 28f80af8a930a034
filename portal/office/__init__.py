"""The use cases of the company's own house: accounts, registers, connections."""
