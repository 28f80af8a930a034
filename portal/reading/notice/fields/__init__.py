"""What each field of a notice is read by: a module for each, pure functions over sections of one language."""
