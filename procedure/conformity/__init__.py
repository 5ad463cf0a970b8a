"""Activity 6 of the manual: rules C01–C26 over a plan, its checklist, what is decided on it and how it is treated.

Source: GED-EDU-PR-S1-05, activity 6, and PROCEDURE.md, «Conformity rules».
"""
