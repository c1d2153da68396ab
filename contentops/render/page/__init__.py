"""The calendar as one HTML page that opens from disk, from mail or from any host."""
