"""What a notice lacks or promises wrongly, by the checklist of Articles 12 to 14 GDPR: a module for each part."""
