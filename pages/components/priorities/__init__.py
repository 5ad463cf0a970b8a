"""The page Priorización, step by step: what could be better and why, how grave each factor is, and what follows."""
