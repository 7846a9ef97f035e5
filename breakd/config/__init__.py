"""The configuration: one table of fields, TOML in, frozen settings out."""
