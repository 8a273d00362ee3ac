"""Listens on this machine: its first line says on which port, each further one what was asked for."""
import http.server


class Listener(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        print(self.path, flush=True)
        self.send_response(404)
        self.end_headers()

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
print(server.server_address[1], flush=True)
server.serve_forever()
