"""A report's own figures audited."""
