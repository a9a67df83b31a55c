"""A server that lists an account of many packages, and does nothing else: account.py COUNT prints its base URL."""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SIGNER = {
    "signerId": "229c1a3b-c9d3-4546-bcf5-44cb8ea3bd1c",
    "index": 0,
    "firstName": "Signer",
    "lastName": "One",
    "email": "signer.one@example.com",
    "role": "signer",
    "type": "email",
    "verify": "none",
    "isVerified": False,
    "isNext": True,
    "isExecuted": False,
    "timeExecuted": None,
}
PACKAGE = {
    "organizationId": "24261ee6-5f66-4692-ba49-533c9b58999b",
    "memberId": "3e09a4ce-577c-492c-ba7c-c1ebf825f9b5",
    "shared": False,
    "timeCreated": "2022-02-02T20:08:41.261Z",
    "timeLastModified": "2022-02-03T20:08:41.261Z",
    "timeSignBy": "2022-03-02T20:08:41Z",
    "name": "My First Signing",
    "type": "Sequential",
    "state": "open",
    "externalData": None,
    "isExecuted": False,
    "documents": [{"documentId": "ad8eac67-94e9-481b-a799-7396b447b8eb", "index": 0, "fileName": "agreement.pdf"}],
    "signers": [SIGNER, {**SIGNER, "email": "signer.two@example.com"}],
    "recipients": [],
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    items: list[str]
    pages: dict[tuple[int, int], bytes]

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        key = take, skip = asked["take"], asked["skip"]
        if key not in self.pages:
            items = ",".join(self.items[skip : skip + take])
            body = f'{{"items":[{items}],"total":{len(self.items)},"take":{take},"skip":{skip}}}'.encode()
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            self.pages[key] = head.encode() + body
        self.wfile.write(self.pages[key])

    def log_message(self, *_: object) -> None:
        pass


def main(count: int) -> None:
    Handler.items = [
        json.dumps({"packageId": f"7a17e4e7-bc32-4256-bf81-{number:012x}", **PACKAGE}, separators=(",", ":"))
        for number in range(count)
    ]
    Handler.pages = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}/api/v1", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
