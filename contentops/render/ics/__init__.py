"""A calendar as iCalendar feeds (RFC 5545): one for all, one for each person and each channel."""
