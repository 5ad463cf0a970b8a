"""Formulas of the plan: pure functions over pandas frames; no files, clock, database or interface."""
