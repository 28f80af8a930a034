"""Personal data in files of workstations and shares: tables, workbooks, cards and mail."""
