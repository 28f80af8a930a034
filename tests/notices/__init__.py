"""How well notices are read (`make notices CORPUS=folder`): what was read beside gold kept as hashes."""
