//! Questions read whole.
