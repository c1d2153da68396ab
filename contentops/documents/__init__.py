"""A draft as a Word document or a page for print, and the way back from an edited Word document."""
