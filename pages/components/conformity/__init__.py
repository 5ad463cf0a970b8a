"""The blocks of the page Conformidad, and the panel of the same findings beside the editor of the plan."""
