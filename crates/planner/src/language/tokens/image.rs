//! Names of container images as Docker writes them: `registry/path:tag@digest`. Here: what can be nothing else. Not here:
//! `nginx:1.29`, which needs the words around it (`requirements/image`).

/// Hosts that hand out images and serve nobody's pages, and so are nobody's domain name. A host below one counts too.
const REGISTRIES: [&str; 16] = [
    "docker.io",
    "ghcr.io",
    "quay.io",
    "gcr.io",
    "pkg.dev",
    "azurecr.io",
    "amazonaws.com",
    "public.ecr.aws",
    "mcr.microsoft.com",
    "registry.k8s.io",
    "k8s.gcr.io",
    "lscr.io",
    "nvcr.io",
    "registry.gitlab.com",
    "docker.elastic.co",
    "container-registry.oracle.com",
];

/// Whether a host hands out images.
pub fn is_registry(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host.starts_with("registry.")
        || REGISTRIES.iter().any(|registry| {
            host.strip_suffix(registry)
                .is_some_and(|front| front.is_empty() || front.ends_with('.'))
        })
}

/// Whether a stretch is the name of an image, whatever stands around it: it names a registry, a digest, or both an owner
/// and a tag.
pub(super) fn is_image(stretch: &str) -> bool {
    if stretch.contains("://") {
        return false;
    }
    let (name, digest) = match stretch.split_once('@') {
        Some((name, digest)) => (name, Some(digest)),
        None => (stretch, None),
    };
    let (path, tag) = split_tag(name);
    let has_digest = match digest {
        Some(digest) if digest.starts_with("sha256:") => true,
        Some(_) => return false,
        None => false,
    };
    if tag.is_some_and(|tag| !is_tag(tag)) {
        return false;
    }
    match path.split_once('/') {
        Some((host, rest)) if host.contains('.') => {
            is_image_path(rest) && (is_registry(host) || has_digest || tag.is_some())
        }
        // "tcp/udp:53" has a port behind it.
        Some(_) => is_image_path(path) && (has_digest || tag.is_some_and(|tag| !numbered_only(tag))),
        None => is_image_path(path) && has_digest,
    }
}

/// The tag is what stands behind the last colon, unless that one is a registry's port.
fn split_tag(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once(':') {
        Some((path, tag)) if !tag.contains('/') => (path, Some(tag)),
        _ => (name, None),
    }
}

fn is_tag(tag: &str) -> bool {
    (1..=128).contains(&tag.len())
        && tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && tag
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}

/// Whether a tag names a release, such as `1.29`, `v2.0-alpine` or `latest`: a bare number may as well be a port or a count.
pub fn is_release_tag(tag: &str) -> bool {
    const FLOATING: [&str; 8] = [
        "latest", "stable", "mainline", "edge", "main", "alpine", "slim", "nightly",
    ];
    let release = tag.strip_prefix('v').unwrap_or(tag);
    let numbered = release.starts_with(|c: char| c.is_ascii_digit()) && release.contains(['.', '-']);
    is_tag(tag) && (FLOATING.contains(&tag) || numbered || release != tag && numbered_only(release))
}

fn numbered_only(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// Whether a text is a path as images have it: lower case, with single dots, dashes and underscores inside.
pub fn is_image_path(path: &str) -> bool {
    let is_part = |part: &str| {
        let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        ends(part.chars().next())
            && ends(part.chars().next_back())
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c))
    };
    path.len() <= 255 && path.chars().any(|c| c.is_ascii_lowercase()) && path.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::is_image;

    #[test]
    fn what_can_be_nothing_but_an_image_is_one() {
        for image in [
            "ghcr.io/acme/api:1.2",
            "ghcr.io/acme/api",
            "docker.io/library/nginx",
            "111122223333.dkr.ecr.ap-south-1.amazonaws.com/shop:1",
            "acme/orders:latest",
            "harbor.acme.in/shop/api:2026-11",
            "nginx@sha256:abc",
        ] {
            assert!(is_image(image), "{image}");
        }
        for other in [
            "https://ghcr.io/acme/api",
            "acme.in/shop",
            "and/or",
            "nginx:1.29",
            "tcp/udp:53",
            "ops@acme.in",
            "10.0.0.0/8",
            "Acme/Api:1",
            "t3.small",
        ] {
            assert!(!is_image(other), "{other}");
        }
    }
}
