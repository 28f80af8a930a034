"""The rules of the field: values in, values out, the standard library alone."""
