"""What people see: pages, forms and the way through them."""
