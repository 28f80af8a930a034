"""The only room that speaks to the database and to the folder of sealed files."""
