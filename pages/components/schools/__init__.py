"""The page Análisis de los PMI: who answered, what schools need, who attends it, what the plan gives to each one."""
