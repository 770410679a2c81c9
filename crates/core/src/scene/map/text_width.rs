//! How wide a text is at most, without asking the page: widths of wide system fonts (`DejaVu` Sans, Segoe UI, Noto).

/// The greatest width of a text in px at a font size in px. An estimate on the safe side, for Latin and Arabic.
pub fn text_width(text: &str, size_px: f64) -> f64 {
    text.chars().map(em_width).sum::<f64>() * size_px
}

/// The width of a character in parts of the font size.
fn em_width(c: char) -> f64 {
    match c {
        // Marks above and below take no room.
        '\u{300}'..='\u{36f}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2066}'..='\u{2069}' => 0.0,
        ' ' | '\u{a0}' => 0.33,
        'i' | 'j' | 'l' | 'ı' | '\'' | '’' | '‘' | '.' | ',' | ':' | ';' | '|' | '!' | 'I' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '‐' | '/' | '"' => 0.43,
        'm' | 'w' | '…' | '→' | '←' | '↑' | '↓' | '↖' | '↗' | '↘' | '↙' => 1.0,
        'M' | 'W' | '%' | '@' => 1.02,
        'A'..='Z' | '+' | '=' | '–' | '−' | '~' => 0.82,
        // Arabic: alef, lam and the like are narrow; sin, sad and their kin wide.
        'ا' | 'أ' | 'إ' | 'آ' | 'ل' | 'ء' | '،' => 0.36,
        'a'..='z'
        | '0'..='9'
        | 'د'
        | 'ذ'
        | 'ر'
        | 'ز'
        | 'و'
        | 'ؤ'
        | 'ه'
        | 'ة'
        | 'ن'
        | 'ت'
        | 'ب'
        | 'ث'
        | 'ي'
        | 'ئ'
        | 'ف'
        | 'م' => 0.66,
        'س' | 'ش' | 'ص' | 'ض' => 1.25,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => 0.8,
        // Accented Latin, Greek, Cyrillic.
        '\u{c0}'..='\u{de}' => 0.84,
        '\u{80}'..='\u{5ff}' | '\u{1e00}'..='\u{1eff}' => 0.72,
        _ => 1.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_add_up() {
        assert!((text_width("ii", 10.0) - 6.8).abs() < 1e-9);
        assert!(text_width("Mm", 12.0) > text_width("il", 12.0));
        assert!(text_width("سراقب", 12.0) > 30.0);
    }
}
