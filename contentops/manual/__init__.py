"""The team's handbook: sections made from the workspace's own data, as blocks, and these as HTML and Markdown."""
