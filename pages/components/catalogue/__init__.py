"""The catalogue of indicators: the list with its filters, and the sheet of one."""
