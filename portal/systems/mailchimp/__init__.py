"""Mailchimp Marketing: audiences, what their contacts did, and the copies of orders that shops send there."""
