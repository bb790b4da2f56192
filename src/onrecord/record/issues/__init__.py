"""The issues of a codebook, and what words say of them."""
