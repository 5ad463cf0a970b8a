"""The page Plan en Excel: the workbook that goes, the one that comes back, and what is accepted of it."""
