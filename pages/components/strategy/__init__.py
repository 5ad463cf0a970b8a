"""The page Estrategia de seguimiento: its six elements edited in place or read, what is asked of whom, the calendar."""
