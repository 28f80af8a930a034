"""A company's own privacy notice, read into values that each keep their place in the text, and what it lacks."""
