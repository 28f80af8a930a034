"""The face that the person sees."""
