//! [`Codes`]: dictionary codes in the narrowest integers that hold them.

/// An unsigned integer that holds dictionary codes; its greatest value stands for "no value".
pub trait Code: Copy + Eq + Send + Sync + 'static {
    /// "No value".
    const NONE: Self;
    /// The code as an index; [`Code::NONE`] becomes some large number.
    fn index(self) -> usize;
}

macro_rules! code {
    ($($t:ty),*) => {$(
        impl Code for $t {
            const NONE: Self = <$t>::MAX;
            #[inline]
            fn index(self) -> usize {
                self as usize
            }
        }
    )*};
}
code!(u8, u16, u32);

/// A growable list of dictionary codes, one, two or four bytes each. The greatest value of the type is "no value".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codes {
    /// Up to 255 entries in the dictionary.
    U8(Vec<u8>),
    /// Up to 65,535 entries.
    U16(Vec<u16>),
    /// More.
    U32(Vec<u32>),
}

/// Runs one expression with `$v` bound to the vector of whichever width.
macro_rules! with_codes {
    ($codes:expr, $v:ident => $body:expr) => {
        match $codes {
            $crate::table::Codes::U8($v) => $body,
            $crate::table::Codes::U16($v) => $body,
            $crate::table::Codes::U32($v) => $body,
        }
    };
}
pub(crate) use with_codes;

impl Default for Codes {
    fn default() -> Self {
        Codes::U8(Vec::new())
    }
}

impl Codes {
    /// An empty list that will hold codes of a dictionary of `entries`.
    pub fn for_dictionary(entries: usize, capacity: usize) -> Codes {
        if u8::try_from(entries).is_ok() {
            Codes::U8(Vec::with_capacity(capacity))
        } else if u16::try_from(entries).is_ok() {
            Codes::U16(Vec::with_capacity(capacity))
        } else {
            Codes::U32(Vec::with_capacity(capacity))
        }
    }

    /// Number of codes.
    pub fn len(&self) -> usize {
        with_codes!(self, v => v.len())
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code at `index`, or `None` for "no value" and past the end.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u32> {
        fn at<C: Code>(v: &[C], index: usize) -> Option<u32> {
            v.get(index).filter(|c| **c != C::NONE).map(|c| c.index() as u32)
        }
        with_codes!(self, v => at(v, index))
    }

    /// Appends a code, moving to wider integers when it does not fit: amortised O(1).
    #[inline]
    pub fn push(&mut self, code: u32) {
        match self {
            Codes::U8(v) if code < u32::from(u8::MAX) => v.push(code as u8),
            Codes::U16(v) if code < u32::from(u16::MAX) => v.push(code as u16),
            Codes::U32(v) => v.push(code),
            _ => {
                self.widen_for(code);
                self.push(code);
            }
        }
    }

    /// Appends "no value" until there are `len`.
    pub fn pad_to(&mut self, len: usize) {
        fn pad<C: Code>(v: &mut Vec<C>, len: usize) {
            if v.len() < len {
                v.resize(len, C::NONE);
            }
        }
        with_codes!(self, v => pad(v, len));
    }

    /// The codes at the given indices, in that order: O(indices).
    #[must_use]
    pub fn gathered(&self, indices: &[u32]) -> Codes {
        match self {
            Codes::U8(v) => Codes::U8(indices.iter().map(|&i| v[i as usize]).collect()),
            Codes::U16(v) => Codes::U16(indices.iter().map(|&i| v[i as usize]).collect()),
            Codes::U32(v) => Codes::U32(indices.iter().map(|&i| v[i as usize]).collect()),
        }
    }

    /// The greatest code, "no value" aside: O(n).
    pub fn greatest(&self) -> Option<u32> {
        fn greatest<C: Code>(v: &[C]) -> Option<u32> {
            v.iter()
                .filter(|c| **c != C::NONE)
                .map(|c| c.index() as u32)
                .max()
        }
        with_codes!(self, v => greatest(v))
    }

    /// True if some entry is "no value": O(n).
    pub fn has_missing(&self) -> bool {
        fn has<C: Code>(v: &[C]) -> bool {
            v.contains(&C::NONE)
        }
        with_codes!(self, v => has(v))
    }

    /// Puts `with[code]` in place of each code, which must not be greater than it: O(n).
    pub(crate) fn replace(&mut self, with: &[u32]) {
        let new = |code: u32| with.get(code as usize).copied().unwrap_or(code).min(code);
        match self {
            Codes::U8(v) => v
                .iter_mut()
                .filter(|c| **c != u8::MAX)
                .for_each(|c| *c = new(u32::from(*c)) as u8),
            Codes::U16(v) => v
                .iter_mut()
                .filter(|c| **c != u16::MAX)
                .for_each(|c| *c = new(u32::from(*c)) as u16),
            Codes::U32(v) => v
                .iter_mut()
                .filter(|c| **c != u32::MAX)
                .for_each(|c| *c = new(*c)),
        }
    }

    /// Puts `code` wherever there is no value: O(n).
    pub(crate) fn fill_missing(&mut self, code: u32) {
        fn fill<C: Code>(v: &mut [C], code: C) {
            v.iter_mut().filter(|c| **c == C::NONE).for_each(|c| *c = code);
        }
        self.widen_for(code);
        match self {
            Codes::U8(v) => fill(v, code as u8),
            Codes::U16(v) => fill(v, code as u16),
            Codes::U32(v) => fill(v, code),
        }
    }

    /// Bytes held.
    pub fn byte_len(&self) -> usize {
        match self {
            Codes::U8(v) => v.len(),
            Codes::U16(v) => v.len() * 2,
            Codes::U32(v) => v.len() * 4,
        }
    }

    /// Moves to wider integers if `code` does not fit; "no value" stays so.
    fn widen_for(&mut self, code: u32) {
        if let Codes::U8(v) = self
            && code >= u32::from(u8::MAX)
        {
            let wider = |c: &u8| if *c == u8::NONE { u16::NONE } else { u16::from(*c) };
            *self = Codes::U16(with_room(v.iter().map(wider), v.capacity()));
        }
        if let Codes::U16(v) = self
            && code >= u32::from(u16::MAX)
        {
            let wider = |c: &u16| if *c == u16::NONE { u32::NONE } else { u32::from(*c) };
            *self = Codes::U32(with_room(v.iter().map(wider), v.capacity()));
        }
    }
}

fn with_room<C>(codes: impl Iterator<Item = C>, capacity: usize) -> Vec<C> {
    let mut out = Vec::with_capacity(capacity);
    out.extend(codes);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_widen_and_keep_what_is_missing() {
        let mut codes = Codes::default();
        codes.push(3);
        codes.pad_to(2);
        codes.push(254);
        assert!(matches!(codes, Codes::U8(_)));
        codes.push(255);
        assert!(matches!(codes, Codes::U16(_)));
        codes.push(65_535);
        let got: Vec<_> = (0..6).map(|i| codes.get(i)).collect();
        assert_eq!(got, [Some(3), None, Some(254), Some(255), Some(65_535), None]);
        assert_eq!((codes.greatest(), codes.has_missing()), (Some(65_535), true));
        codes.fill_missing(7);
        assert_eq!(codes.get(1), Some(7));
    }
}
