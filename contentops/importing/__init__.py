"""From a table to records: a mapping says which column fills which key, the models say what is valid."""
