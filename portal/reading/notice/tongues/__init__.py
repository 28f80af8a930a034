"""The words by which notices are read, a module for each language: data alone."""
