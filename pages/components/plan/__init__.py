"""The page Plan, block by block: which plan, where in it, the grids of each level, the file of one row, its state."""
