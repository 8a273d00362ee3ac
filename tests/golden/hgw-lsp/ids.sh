# ids: where one belongs, where it stands, another name for it; and what cannot be renamed
# needs: python3
cd "$TOP" || exit 2
tests/lsp/talk -d "$HGW_DATE" --level=error <<'END'
initialize {"capabilities": {"general": {"positionEncodings": ["utf-8"]}, "workspace": {"workspaceEdit": {"documentChanges": true}}, "textDocument": {"rename": {"prepareSupport": true}}}}
initialized {}
textDocument/didOpen {"textDocument": {"uri": "file:///r.hgw.xml", "version": 3, "text": "@examples/robbe.hgw.xml"}}
textDocument/definition {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 78}}
textDocument/references {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 78}, "context": {"includeDeclaration": true}}
textDocument/references {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 7, "character": 20}, "context": {"includeDeclaration": false}}
textDocument/prepareRename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 78}}
textDocument/rename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 78}, "newName": "juf-sara"}
# not an id, not a name for one, taken, a group
textDocument/definition {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 10}}
textDocument/prepareRename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 17, "character": 30}}
textDocument/rename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 17, "character": 30}, "newName": "x"}
textDocument/rename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 78}, "newName": "juf sara"}
textDocument/rename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 78}, "newName": "mama"}
textDocument/rename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 78}, "newName": "school"}
textDocument/rename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 16, "character": 78}}
# in a text that is no good XML for a moment: it is still found, and nothing is renamed
textDocument/didChange {"textDocument": {"uri": "file:///r.hgw.xml", "version": 4}, "contentChanges": [{"range": {"start": {"line": 11, "character": 0}, "end": {"line": 11, "character": 0}}, "text": "\n<\n"}]}
textDocument/definition {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 18, "character": 78}}
textDocument/rename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 18, "character": 78}, "newName": "x"}
textDocument/prepareRename {"textDocument": {"uri": "file:///r.hgw.xml"}, "position": {"line": 18, "character": 78}}
# an entity, apostrophes, white space and line ends in values, a prefix, a group
textDocument/didOpen {"textDocument": {"uri": "file:///a.hgw.xml", "version": 1, "text": "<casus auteur = '\n  clb ' x:auteur='clb'><betrokkenen><betrokkene a='>/&lt;' id =\"clb\" rol='clb'/></betrokkenen><toestemmingen><toestemming ontvanger='school clb\tclb'/></toestemmingen></casus>"}}
textDocument/references {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 1, "character": 2}, "context": {"includeDeclaration": true}}
textDocument/definition {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 1, "character": 132}}
shutdown
exit
END
