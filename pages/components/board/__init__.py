"""The committee's board: what it reads, and the blocks it shows."""
