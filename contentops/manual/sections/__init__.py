"""The chapters of the handbook, one module each."""
