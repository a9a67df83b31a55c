//! What is promised of the files.
