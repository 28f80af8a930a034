"""Slack: the person's account, messages and files of one workspace, through an internal app of the customer's own."""
