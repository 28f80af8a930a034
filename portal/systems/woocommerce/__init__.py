"""A WooCommerce shop through its REST API (wc/v3): accounts, orders, their notes and refunds, downloads, reviews."""
