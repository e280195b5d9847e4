"""Published policies: proposed by one person, published by another, never changed after."""
