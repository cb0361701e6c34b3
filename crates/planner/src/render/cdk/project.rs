//! The files beside `app.ts` that make it a project: with them `npm ci` and `npx cdk synth` work. They are the same for every
//! plan, so plans don't hold them; versions are pinned, and the test bed installs the very same ones.

/// Name of the file that [`render`](super::render) makes.
pub const APP: &str = "app.ts";

/// Every other file of the project: its name and what is in it.
pub const FILES: [(&str, &str); 4] = [
    ("cdk.json", include_str!("project/cdk.json")),
    ("package.json", include_str!("project/package.json")),
    ("package-lock.json", include_str!("project/package-lock.json")),
    ("tsconfig.json", include_str!("project/tsconfig.json")),
];
