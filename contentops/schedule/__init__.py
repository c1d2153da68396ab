"""Items, capacity and rules in, a plan with its reasons out: no disk, no clock, no chance that is not seeded."""
