"""The planning problem as a mixed-integer model, for a solver that proves or improves plans."""
