"""Who answers for the data, and whom to ask."""
