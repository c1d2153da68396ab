"""contentops: plan, draft and lint the content of a B2B company from plain YAML."""

__version__ = "0.1.0"
