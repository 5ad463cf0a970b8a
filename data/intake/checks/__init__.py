"""The rules a file is held to, each a small function over the whole table (INTAKE.md, step 4)."""
