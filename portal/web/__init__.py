"""What every face needs of HTTP: pages, guards, problems, limits."""
