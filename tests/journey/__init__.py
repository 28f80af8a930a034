"""Tests of journey."""
