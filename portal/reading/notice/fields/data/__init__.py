"""The data itself: kinds, and everywhere a notice tells of them."""
