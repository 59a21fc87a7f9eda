//! `TIOCGWINSZ`.

pub(super) fn width() -> Option<u16> {
    rustix::termios::tcgetwinsize(std::io::stderr()).ok().map(|size| size.ws_col)
}
