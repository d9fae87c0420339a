"""How answers look in a terminal, one kind a file: plain enough to quote, narrow or wide, coloured where wanted."""
