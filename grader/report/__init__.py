"""Renders a report; one rendering a file."""
