"""A client for tests: a hgw-lsp that is talked with."""
import json
import os
import select
import subprocess
import time

slow = 1 if os.environ.get('HGW_VARIANT', 'release') == 'release' else 10
URI = 'file:///map/casus.hgw.xml'


class Server:
    def __init__(self, *options, **settings):
        self.process = subprocess.Popen(['hgw-lsp', '-d', '2026-11-24', *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **settings)
        self.heard = b''
        self.number = 0

    def write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    @staticmethod
    def frame(method, params, number=None):
        body = json.dumps({'jsonrpc': '2.0', 'method': method, 'params': params,
                           **({} if number is None else {'id': number})}).encode()
        return b'Content-Length: %d\r\n\r\n' % len(body) + body

    def hear(self, seconds=20):
        """The next message, None when nothing more comes."""
        limit = time.time() + seconds * slow
        while True:
            head, mark, rest = self.heard.partition(b'\r\n\r\n')
            if mark and len(rest) >= int(head[15:]):
                length = int(head[15:])
                self.heard = rest[length:]
                return json.loads(rest[:length])
            if not select.select([self.process.stdout], [], [], max(0, limit - time.time()))[0]:
                return None
            some = os.read(self.process.stdout.fileno(), 1 << 20)
            if not some:
                return None
            self.heard += some

    def say(self, method, params):
        self.write(self.frame(method, params))

    def ask(self, method, params):
        self.number += 1
        self.write(self.frame(method, params, self.number))
        while (message := self.hear()) is not None:
            if message.get('id') == self.number and 'method' not in message:
                return message
        return None

    def begin(self, **params):
        return self.ask('initialize', {'capabilities': {}, **params})

    def open(self, text):
        self.say('textDocument/didOpen', {'textDocument': {'uri': URI, 'version': 1, 'text': text}})

    def findings(self, seconds=20):
        while (message := self.hear(seconds)) is not None:
            if message.get('method') == 'textDocument/publishDiagnostics':
                return message['params']
        return None

    def end(self):
        self.ask('shutdown', None)
        self.say('exit', None)
        return self.status()

    def status(self):
        out, err = self.process.communicate(timeout=30 * slow)
        return self.process.returncode, err.decode()
