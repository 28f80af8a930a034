"""A self-hosted portal for data-subject requests under Articles 15-22 GDPR."""
