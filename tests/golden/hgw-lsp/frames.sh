# messages that are none: each costs itself, and the next one is heard
# needs: python3
cd "$TOP" || exit 2
tests/lsp/talk -d "$HGW_DATE" <<'END'
initialize {"capabilities": {}}
initialized {}
# no length; a length that is none; 4 GB; more digits than a number has
raw "Content-Type: application/vscode-jsonrpc\r\n\r\n{}" 2
$/x
raw "Content-Length: twee\r\n\r\n{}" 2
$/x
raw "Content-Length: 4294967296\r\n\r\n{}" 2
$/x
raw "Content-Length: 99999999999999999999999999\r\n\r\n{}" 2
$/x
raw "Content-Length: -5\r\n\r\n{}" 2
$/x
# too short and too long
raw "Content-Length: 10\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$/x\"}" 2
$/x
raw "Content-Length: 60\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$/x\"}Content-Length: 40\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":90,\"method\":\"$/y\"}" 3
# no JSON, not in UTF-8, too deep, a list, a number, no method
raw "Content-Length: 3\r\n\r\n{a}" 2
$/x
raw "Content-Length: 8\r\n\r\n{\"a\":\"\xff\"}" 2
$/x
raw "Content-Length: 2\r\n\r\n[]" 1
raw "Content-Length: 1\r\n\r\n7" 2
raw "Content-Length: 14\r\n\r\n{\"method\":  9}" 1
raw "Content-Length: 9\r\n\r\n{\"id\": 1}" 0
# in pieces, with other fields in the header, and in other letters
raw "content-length: 40\r\nX-Other: Content-Le" 0
raw "ngth\r\nContent-Type: a/b; charset=utf-8\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":91" 0
raw ",\"method\":\"$/y\"}" 1
# half a character, as some editors send it
textDocument/didOpen {"textDocument": {"uri": "file:///half.hgw.xml", "version": 1, "text": ""}}
raw "Content-Length: 201\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///half.hgw.xml\",\"version\":2,\"text\":\"<casus>\\ud83d\\ude00\\ud83d \\ude00 \\\\ud83d\\u0000</casus>\",\"languageId\":\"xml\"}}}" 1
# half a message, and nobody there any more
raw "Content-Length: 100\r\n\r\n{" 0
end
END
