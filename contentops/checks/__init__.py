"""Checks over a whole workspace: one module a subject, one table that lists them."""
