"""Pure figure builders: a DataFrame in, a Chart out. No Streamlit, no reads, no formulas of the plan."""
