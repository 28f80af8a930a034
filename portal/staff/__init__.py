"""The face that the company's staff see."""
