# findings while somebody types: places in UTF-16 and UTF-8, edits in the text and out of it, a text that is no good XML for a while
# needs: python3
cd "$TOP" || exit 2
talk() { # ENCODINGS
    tests/lsp/talk -d "$HGW_DATE" --level=warning <<END
initialize {"capabilities": {"general": {"positionEncodings": $1}}}
initialized {}
textDocument/didOpen {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "languageId": "xml", "version": 1, "text": "@examples/robbe.hgw.xml"}}
# an emoji before a section on its line: two units, or four bytes; then a place in the middle of it
textDocument/didChange {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 2}, "contentChanges": [{"range": {"start": {"line": 21, "character": 0}, "end": {"line": 21, "character": 2}}, "text": "<!--😀--> "}]}
textDocument/didChange {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 3}, "contentChanges": [{"range": {"start": {"line": 21, "character": 5}, "end": {"line": 21, "character": 5}}, "text": "x"}]}
# an element begins above: what was found below goes along; then it is finished
textDocument/didChange {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 4}, "contentChanges": [{"range": {"start": {"line": 5, "character": 0}, "end": {"line": 5, "character": 0}}, "text": "\n\n<betr"}]}
textDocument/didChange {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 5}, "contentChanges": [{"range": {"start": {"line": 7, "character": 0}, "end": {"line": 7, "character": 5}}, "text": ""}]}
# what was found goes when its place does
textDocument/didChange {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 6}, "contentChanges": [{"range": {"start": {"line": 28, "character": 0}, "end": {"line": 34, "character": 5}}, "text": "<"}]}
# the last counts of what comes in one breath; places beyond a line, beyond the text, before it, the wrong way round
+ textDocument/didChange {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 7}, "contentChanges": [{"text": "<a>\r\nb\r</a>"}]}
+ textDocument/didChange {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 8}, "contentChanges": [{"range": {"start": {"line": 0, "character": 99}, "end": {"line": 0, "character": 999999999999}}, "text": " "}, {"range": {"start": {"line": 77, "character": 3}, "end": {"line": 0, "character": 2}}, "text": "\n"}]}
textDocument/didChange {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 9}, "contentChanges": [{"range": {"start": {"line": -4, "character": -4}, "end": {"line": 1, "character": -9223372036854775808}}, "text": "<c>\r"}, {"nothing": 1}, 7, {"range": {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 1}}, "text": "</c><"}]}
# of a document that nobody opened
+ textDocument/didChange {"textDocument": {"uri": "file:///map/een casus.hgw.xml", "version": 9}, "contentChanges": [{"text": "<a/>"}]}
+ textDocument/didClose {"textDocument": {"uri": "file:///map/een casus.hgw.xml"}}
# the same name again, and another that is no file
textDocument/didOpen {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml", "version": 1, "text": "<casus versie='1'>"}}
textDocument/didOpen {"textDocument": {"uri": "untitled:casus.hgw.xml", "version": 1, "text": "<casus/>"}}
textDocument/didClose {"textDocument": {"uri": "file:///map/een%20casus.hgw.xml"}}
exit
END
}
talk '["utf-16"]'
echo
echo "== UTF-8"
talk '["utf-32", "utf-8"]' | sed -n '/emoji/,/finished/p'
