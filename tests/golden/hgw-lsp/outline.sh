# the outline, what can be folded, and what stands above a section; while typing
# needs: python3
cd "$TOP" || exit 2
tests/lsp/talk -d "$HGW_DATE" --level=error <<'END'
initialize {"capabilities": {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}, "initializationOptions": {"codeLens": true}}
initialized {}
textDocument/didOpen {"textDocument": {"uri": "file:///r.hgw.xml", "version": 3, "text": "@examples/robbe.hgw.xml"}}
textDocument/documentSymbol {"textDocument": {"uri": "file:///r.hgw.xml"}}
textDocument/foldingRange {"textDocument": {"uri": "file:///r.hgw.xml"}}
textDocument/codeLens {"textDocument": {"uri": "file:///r.hgw.xml"}}
# a section taken away and another opened: the rest is where it is now
textDocument/didChange {"textDocument": {"uri": "file:///r.hgw.xml", "version": 4}, "contentChanges": [{"range": {"start": {"line": 2, "character": 0}, "end": {"line": 14, "character": 0}}, "text": "<!-- een\nopmerking -->\n<uitzicht>\n"}]}
textDocument/documentSymbol {"textDocument": {"uri": "file:///r.hgw.xml"}}
textDocument/foldingRange {"textDocument": {"uri": "file:///r.hgw.xml"}}
textDocument/codeLens {"textDocument": {"uri": "file:///r.hgw.xml"}}
# never a tree
textDocument/didOpen {"textDocument": {"uri": "file:///n.hgw.xml", "version": 3, "text": "<casus"}}
textDocument/documentSymbol {"textDocument": {"uri": "file:///n.hgw.xml"}}
textDocument/foldingRange {"textDocument": {"uri": "file:///n.hgw.xml"}}
textDocument/codeLens {"textDocument": {"uri": "file:///n.hgw.xml"}}
exit
END
