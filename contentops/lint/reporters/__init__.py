"""How findings are printed, one module a format. A reporter returns text; someone else writes it."""
