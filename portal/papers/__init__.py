"""Documents made from values: letters, notices, packages."""
