"""Chance that is the same on every machine and in every version of Python."""

from __future__ import annotations

_MASK = (1 << 64) - 1


class Chance:
    """xorshift64*: small, and ours, so that no library can change a plan by changing its own."""

    def __init__(self, seed: int) -> None:
        self._state = (seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) & _MASK or 1

    def below(self, limit: int) -> int:
        """A number from 0 up to, but not including, `limit`."""
        x = self._state
        x ^= x >> 12
        x ^= (x << 25) & _MASK
        x ^= x >> 27
        self._state = x
        return ((x * 0x2545F4914F6CDD1D & _MASK) >> 32) * limit >> 32
