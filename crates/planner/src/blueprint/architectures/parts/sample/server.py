# A small web server that shows that everything is in place. Your own program takes its place.
import html, os, socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def database():
    host = os.environ.get("DATABASE_HOST")
    if not host:
        return None
    try:
        socket.create_connection((host, int(os.environ["DATABASE_PORT"])), 2).close()
        return "database: reachable, not logged in"
    except OSError as error:
        return "database: %s" % error


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        name = html.escape(os.environ.get("PROJECT_NAME", "application"))
        facts = "".join("<p>%s</p>" % html.escape(fact) for fact in [database()] if fact)
        page = ("<!doctype html><title>%s</title><h1>%s is running</h1>%s" % (name, name, facts)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


ThreadingHTTPServer(("", int(os.environ.get("PORT", "8080"))), Handler).serve_forever()
