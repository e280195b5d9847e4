"""Messages to firms: on the site and by mail, about what they want to hear of."""
