"""Payments at Paytrail, whose API looks one payment up by its id and searches and erases none."""
