//! The timeline's keyboard: keys to commands.

/// What a key asks the timeline for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyCommand {
    /// Play or pause.
    PlayPause,
    /// Move by so many steps towards the future: the thumb that has the focus, else the window.
    Step(i32),
    /// To the first day of all time (or as far as it may go).
    ToStart,
    /// To the last day of all time.
    ToEnd,
    /// To the event before.
    PreviousEvent,
    /// To the event after.
    NextEvent,
    /// The window begins at the day under the pointer.
    FirstHere,
    /// The window ends at the day under the pointer.
    LastHere,
    /// Show fewer days.
    ZoomIn,
    /// Show more days.
    ZoomOut,
    /// Show the window and its surroundings.
    Fit,
    /// Repeat, or no longer.
    Loop,
    /// Show earlier days.
    Earlier,
    /// Show later days.
    Later,
}

/// True for a key that writes one character: those can be switched off.
///
/// ```
/// use chronotope_core::scene::timeline::is_single_key;
/// assert!(is_single_key("k") && is_single_key("،") && !is_single_key("ArrowLeft"));
/// ```
pub fn is_single_key(key: &str) -> bool {
    key.chars().count() == 1
}

/// Steps of `PageUp`, `PageDown`, and of an arrow with Shift.
const LARGE_STEP: i32 = 10;

/// The command of a key, by its `KeyboardEvent.key`. The right arrow goes right on the page, which is towards the past
/// where the axis runs from right to left; up is always towards the future.
pub fn key_command(key: &str, shift: bool, ctrl: bool, rtl: bool) -> Option<KeyCommand> {
    let to_right = if rtl { -1 } else { 1 };
    let size = if shift { LARGE_STEP } else { 1 };
    let toward = |sign: i32| match (ctrl, sign > 0) {
        (true, true) => KeyCommand::NextEvent,
        (true, false) => KeyCommand::PreviousEvent,
        (false, _) => KeyCommand::Step(sign * size),
    };
    let command = match key {
        "ArrowRight" => toward(to_right),
        "ArrowLeft" => toward(-to_right),
        _ if ctrl => return None,
        "ArrowUp" => KeyCommand::Step(size),
        "ArrowDown" => KeyCommand::Step(-size),
        "PageUp" => KeyCommand::Step(LARGE_STEP),
        "PageDown" => KeyCommand::Step(-LARGE_STEP),
        "Home" => KeyCommand::ToStart,
        "End" => KeyCommand::ToEnd,
        " " | "k" | "K" => KeyCommand::PlayPause,
        "," | "،" => KeyCommand::PreviousEvent,
        "." => KeyCommand::NextEvent,
        "[" => KeyCommand::FirstHere,
        "]" => KeyCommand::LastHere,
        "+" | "=" => KeyCommand::ZoomIn,
        "-" => KeyCommand::ZoomOut,
        "0" => KeyCommand::Fit,
        "l" | "L" => KeyCommand::Loop,
        "<" => KeyCommand::Earlier,
        ">" => KeyCommand::Later,
        _ => return None,
    };
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_is_right_on_the_page() {
        let key = |key, rtl| key_command(key, false, false, rtl);
        assert_eq!(key("ArrowRight", false), Some(KeyCommand::Step(1)));
        assert_eq!(key("ArrowRight", true), Some(KeyCommand::Step(-1)));
        assert_eq!(key("ArrowLeft", true), Some(KeyCommand::Step(1)));
        assert_eq!(key("ArrowUp", true), Some(KeyCommand::Step(1)));
    }

    #[test]
    fn modifiers() {
        assert_eq!(
            key_command("ArrowLeft", true, false, false),
            Some(KeyCommand::Step(-10))
        );
        assert_eq!(
            key_command("ArrowLeft", false, true, false),
            Some(KeyCommand::PreviousEvent)
        );
        // The browser's own shortcuts stay its own.
        assert_eq!(key_command("l", false, true, false), None);
        assert_eq!(key_command("Tab", false, false, false), None);
    }
}
