"""Exercises for Python threading, graded in virtual time by a deterministic scheduler."""
