"""The page Caracterización y perfil: its sections, the evidence beside them, and the record to hand over."""
