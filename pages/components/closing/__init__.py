"""The closing of a trimester on the screen: what blocks it, closing it, reopening it, and its history."""
