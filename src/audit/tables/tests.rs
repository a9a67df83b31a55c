//! What is promised of the tables.
