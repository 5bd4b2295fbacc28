"""The end of a day at one counter: drawer, what is left, who takes it over, the report."""
