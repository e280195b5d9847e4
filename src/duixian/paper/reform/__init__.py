"""The report on two versions of a policy: tables, charts and the page that holds them."""
