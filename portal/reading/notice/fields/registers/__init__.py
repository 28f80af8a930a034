"""The registers that a notice tells of, and their names."""
