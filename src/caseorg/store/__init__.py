"""The database: SQLAlchemy tables, queries that answer with domain values, upgrades."""
