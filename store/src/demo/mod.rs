//! The demonstration: one organization of each kind, with people in every role.
