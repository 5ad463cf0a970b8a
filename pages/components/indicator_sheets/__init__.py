"""The page Hojas de vida: which indicator, its sheet to read or to edit in place, its versions, and the books."""
