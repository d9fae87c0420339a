"""English: what formulas say, and how it is denied, from the glosses of their atoms."""
