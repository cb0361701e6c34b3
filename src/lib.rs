//! Everything of CloudWhisper that does I/O.
