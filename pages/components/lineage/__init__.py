"""From a figure of the plan back to who, when and which file, sheet and row."""
