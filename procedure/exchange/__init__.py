"""The plan as a workbook that people edit offline: its sheets, its cells, and what changed when it comes back.

Pure: `data` reads the plan and the file, `reports` writes the file, and both meet in these shapes.
"""
