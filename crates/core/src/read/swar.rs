//! Finding bytes eight at a time in a 64-bit word, which is as fast in wasm as natively and needs no `unsafe`.

const LOW_BITS: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// A needle repeated in every byte of a word.
const fn splat(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The high bit of every byte of `word` that is zero, and no other bit.
#[inline]
const fn zero_bytes(word: u64) -> u64 {
    !(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS)
}

#[inline]
fn find_with(
    bytes: &[u8],
    from: usize,
    matches_word: impl Fn(u64) -> u64,
    matches_byte: impl Fn(u8) -> bool,
) -> Option<usize> {
    let tail = bytes.get(from..)?;
    let (words, rest) = tail.as_chunks::<8>();
    for (i, word) in words.iter().enumerate() {
        let hits = matches_word(u64::from_le_bytes(*word));
        if hits != 0 {
            return Some(from + i * 8 + (hits.trailing_zeros() / 8) as usize);
        }
    }
    let rest_start = bytes.len() - rest.len();
    rest.iter().position(|&b| matches_byte(b)).map(|i| rest_start + i)
}

/// The index of the first `a` at or after `from`.
#[inline]
pub(super) fn find1(bytes: &[u8], from: usize, a: u8) -> Option<usize> {
    let wa = splat(a);
    find_with(bytes, from, |w| zero_bytes(w ^ wa), |b| b == a)
}

/// The index of the first `a` or `b` at or after `from`.
#[inline]
pub(super) fn find2(bytes: &[u8], from: usize, a: u8, b: u8) -> Option<usize> {
    let (wa, wb) = (splat(a), splat(b));
    find_with(
        bytes,
        from,
        |w| zero_bytes(w ^ wa) | zero_bytes(w ^ wb),
        |x| x == a || x == b,
    )
}

/// The index of the first `a`, `b` or `c` at or after `from`.
#[inline]
pub(super) fn find3(bytes: &[u8], from: usize, a: u8, b: u8, c: u8) -> Option<usize> {
    let (wa, wb, wc) = (splat(a), splat(b), splat(c));
    find_with(
        bytes,
        from,
        |w| zero_bytes(w ^ wa) | zero_bytes(w ^ wb) | zero_bytes(w ^ wc),
        |x| x == a || x == b || x == c,
    )
}

/// True if the two are equal. In wasm this is several times as fast as `==`, which calls a byte loop.
#[inline]
pub(super) fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let ((a_words, a_rest), (b_words, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let word = |w: &[u8; 8]| u64::from_le_bytes(*w);
    if a_words.iter().zip(b_words).any(|(a, b)| word(a) != word(b)) {
        return false;
    }
    match (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(a), Some(b)) => word(a) == word(b),
        _ => a_rest.iter().zip(b_rest).all(|(a, b)| a == b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_plain_loop_finds(
            bytes in proptest::collection::vec(prop_oneof![0u8..4, any::<u8>(), Just(0x80u8), Just(0x81u8)], 0..40),
            from in 0usize..45,
        ) {
            let plain = |set: &[u8]| (from..bytes.len()).find(|&i| set.contains(&bytes[i]));
            prop_assert_eq!(find1(&bytes, from, 1), plain(&[1]));
            prop_assert_eq!(find2(&bytes, from, 0, 0x80), plain(&[0, 0x80]));
            prop_assert_eq!(find3(&bytes, from, 0, 1, 0xff), plain(&[0, 1, 0xff]));
            let mut other = bytes.clone();
            prop_assert!(same(&bytes, &other));
            if let Some(byte) = other.get_mut(from) {
                *byte ^= 1;
                prop_assert!(!same(&bytes, &other));
            }
            other.push(0);
            prop_assert!(!same(&bytes, &other));
        }
    }
}
