"""Google Workspace: contacts, mail and files of the accounts of one domain, through a service account."""
