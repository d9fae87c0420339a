"""Problems and proofs as other programs read them: one format a file, none of which judges anything."""
