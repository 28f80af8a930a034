"""Every read of every face: `select()` behind one door that carries a viewer; values come out, never rows."""
