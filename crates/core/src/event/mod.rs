//! What a report says happened or may happen.

mod modality;

pub use modality::Modality;
