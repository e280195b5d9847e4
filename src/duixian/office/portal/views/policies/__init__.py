"""Published policies for everybody."""
