"""Read taboo lists, from YAML or plain text, and say loudly what cannot work in them."""
