//! SHA-256, by which anybody can check that two files are the same.

use sha2::Digest as _;

/// A hash in the making, for what comes in pieces.
#[derive(Debug, Clone, Default)]
pub struct Sha256(sha2::Sha256);

impl Sha256 {
    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    /// The digest in hexadecimal.
    pub fn finish_hex(self) -> String {
        let digits = b"0123456789abcdef";
        let mut hex = String::with_capacity(64);
        for byte in self.finish() {
            hex.extend([byte >> 4, byte & 15].map(|half| char::from(digits[usize::from(half)])));
        }
        hex
    }
}

/// The digest of some bytes, in hexadecimal.
///
/// ```
/// use chronotope_core::write::sha256_hex;
/// // FIPS 180-2, appendix B.1
/// assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
/// ```
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut hash = Sha256::default();
    hash.update(bytes);
    hash.finish_hex()
}
