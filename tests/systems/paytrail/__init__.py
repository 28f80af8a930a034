"""Tests of the Paytrail connector."""
