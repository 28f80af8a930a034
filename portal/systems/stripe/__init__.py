"""Card payments at Stripe: customers and what hangs on them, through its API (v1). No card number is ever there."""
