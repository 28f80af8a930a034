"""SQL registers: searched, corrected, erased and restricted through a mapping of their tables."""
