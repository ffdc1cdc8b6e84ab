"""YAML files to records and problems: the loader with its cache, the rules, and the published schema."""
