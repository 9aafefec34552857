//! The store against PostgreSQL, through the role that the program has.
