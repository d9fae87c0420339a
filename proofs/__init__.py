"""Ground formulas, worlds and what judges them: the standard library alone, and no searching."""
