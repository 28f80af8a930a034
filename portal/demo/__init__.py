"""Demo mode: example data and a mailbox that never leaves the machine."""
