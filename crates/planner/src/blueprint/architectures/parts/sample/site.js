
// Sees every request before the cache does.
function handler(event) {
  const request = event.request;
  if (welcome && request.uri === '/') return greeting();
  if (folders) request.uri = withIndex(request.uri);
  return request;
}

// "/about" and "/about/" mean the page of that folder.
function withIndex(uri) {
  if (uri.endsWith('/')) return uri + 'index.html';
  const last = uri.split('/').pop();
  return last.includes('.') ? uri : uri + '/index.html';
}

// Shown until your own files take its place.
function greeting() {
  const data = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${project}</title><style>body{font:18px system-ui;margin:15vh auto;max-width:32rem;padding:0 1rem}</style>
<h1>${project}</h1><p>It works. Put your own pages into the bucket of this site, <code>index.html</code> first, and
name them as the artifact of your request: this page then goes.</p>`;
  const headers = {
    'content-type': { value: 'text/html; charset=utf-8' },
    'cache-control': { value: 'no-store' },
    'strict-transport-security': { value: 'max-age=31536000' },
    'x-content-type-options': { value: 'nosniff' },
    'x-frame-options': { value: 'SAMEORIGIN' },
  };
  return { statusCode: 200, statusDescription: 'OK', headers, body: { encoding: 'text', data } };
}
