"""Editing rows of the records in a grid or a form: every committed cell is saved at once, nothing typed is lost.

`cells` says how a value is shown and read back; `sheet` what was typed and is not saved yet; `saving` sends it;
`memory` keeps it through reruns and an expired session; `grid`, `form` and `remarks` draw it.
"""
