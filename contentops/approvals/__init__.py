"""Review chains, sign-offs bound to what they saw, and the gate before publication."""
