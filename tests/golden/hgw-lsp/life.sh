# a conversation from its beginning to its end: what comes too early or too late, what nobody knows, what is taken back
# needs: python3
cd "$TOP" || exit 2
tests/lsp/talk -d "$HGW_DATE" <<'END'
# before the beginning
textDocument/hover {}
+ textDocument/didOpen {"textDocument": {"uri": "file:///vroeg.hgw.xml", "version": 1, "text": "<casus/>"}}
initialize {"capabilities": {}}
initialize {"capabilities": {}}
initialized {}
# unknown
textDocument/moniker {"textDocument": {"uri": "file:///vroeg.hgw.xml"}}
$/later {}
+ $/setTrace {"value": "off"}
id "een tekst" textDocument/definition {"textDocument": {"uri": "file:///vroeg.hgw.xml"}}
id 1.5 textDocument/definition {"textDocument": {"uri": "file:///vroeg.hgw.xml"}}
id [1] shutdown
# taken back before it was looked at
+ id 70 textDocument/documentSymbol {"textDocument": {"uri": "file:///vroeg.hgw.xml"}}
+ $/cancelRequest {"id": 70}
id 71 textDocument/documentSymbol {"textDocument": {"uri": "file:///vroeg.hgw.xml"}}
# after the end
shutdown
shutdown
+ textDocument/didOpen {"textDocument": {"uri": "file:///laat.hgw.xml", "version": 1, "text": "<casus/>"}}
exit
END
