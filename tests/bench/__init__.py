"""How fast the portal answers and what it needs (`make bench`): figures beside their floors and the last run's."""
