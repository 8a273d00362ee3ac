# code actions: what was meant, what is missing, a verantwoording, a hint that was filled in, who may read it, today
# needs: python3
cd "$TOP" || exit 2
tests/lsp/talk -d "$HGW_DATE" --level=error <<'END'
initialize {"capabilities": {"general": {"positionEncodings": ["utf-8"]}, "workspace": {"workspaceEdit": {"documentChanges": true}}}}
# what is missing, and why it does not count: the whole case
textDocument/didOpen {"textDocument": {"uri": "file:///a.hgw.xml", "version": 1, "text": "@examples/robbe.hgw.xml"}}
textDocument/codeAction {"textDocument": {"uri": "file:///a.hgw.xml"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}, "context": {"diagnostics": []}}
# today; who may read it; a hint that nobody filled in stays
textDocument/codeAction {"textDocument": {"uri": "file:///a.hgw.xml"}, "range": {"start": {"line": 12, "character": 70}, "end": {"line": 12, "character": 70}}, "context": {"diagnostics": []}}
textDocument/codeAction {"textDocument": {"uri": "file:///a.hgw.xml"}, "range": {"start": {"line": 27, "character": 5}, "end": {"line": 27, "character": 5}}, "context": {"diagnostics": []}}
textDocument/codeAction {"textDocument": {"uri": "file:///a.hgw.xml"}, "range": {"start": {"line": 30, "character": 30}, "end": {"line": 30, "character": 30}}, "context": {"diagnostics": []}}
# what is found there, and who may read it; the client chooses of which kind it shows them
textDocument/codeAction {"textDocument": {"uri": "file:///a.hgw.xml"}, "range": {"start": {"line": 26, "character": 2}, "end": {"line": 26, "character": 12}}, "context": {"diagnostics": [], "only": ["quickfix"]}}
# a hint that was filled in
textDocument/didChange {"textDocument": {"uri": "file:///a.hgw.xml", "version": 2}, "contentChanges": [{"range": {"start": {"line": 30, "character": 20}, "end": {"line": 30, "character": 20}}, "text": "Niemand."}]}
textDocument/codeAction {"textDocument": {"uri": "file:///a.hgw.xml"}, "range": {"start": {"line": 30, "character": 30}, "end": {"line": 30, "character": 30}}, "context": {"diagnostics": []}}
# what was meant by an element and its end, by another word for one, by an attribute, a word, an id, a name; what is good or far off stays
textDocument/didOpen {"textDocument": {"uri": "file:///b.hgw.xml", "version": 1, "text": "<casus fase='adviess'><betrokkenen><leerling id='mila'><naam>Mila</naam></leerling><betrokkene id='papa' rol='vader'><naam>Karim</naam></betrokkene></betrokkenen>\n<vraagverheldering><hulpvrag van='pappa mila Karim'></hulpvrag><zorg vna='mila'/></vraagverheldering><uitzicht><doelstelling/></uitzicht><wolkje/></casus>"}}
textDocument/codeAction {"textDocument": {"uri": "file:///b.hgw.xml"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}, "context": {"diagnostics": []}}
# by the outermost element, a date, and a name where an id belongs, which another value holds too
textDocument/didOpen {"textDocument": {"uri": "file:///c.hgw.xml", "version": 1, "text": "<cassus versie='1'></cassus>"}}
textDocument/codeAction {"textDocument": {"uri": "file:///c.hgw.xml"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "context": {"diagnostics": []}}
textDocument/didOpen {"textDocument": {"uri": "file:///d.hgw.xml", "version": 1, "text": "<casus versie='1' fase='intake' start='9/11/2026'><betrokkenen><leerling id='l'><naam>An Els</naam></leerling></betrokkenen>\n<vraagverheldering><zorg id='An' van='An Els'>x</zorg></vraagverheldering></casus>"}}
textDocument/codeAction {"textDocument": {"uri": "file:///d.hgw.xml"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}, "context": {"diagnostics": []}}
# an attribute that is missing, an element in one that has an id
textDocument/didOpen {"textDocument": {"uri": "file:///f.hgw.xml", "version": 1, "text": "<casus versie='1' fase='strategie' start='2026-09-07'>\n<betrokkenen><leerling id='lena'><naam>Lena</naam></leerling></betrokkenen>\n<overzicht>\n<uitzondering id='u1'><situatie>In de zandbak praat Lena.</situatie></uitzondering>\n</overzicht>\n</casus>\n"}}
textDocument/codeAction {"textDocument": {"uri": "file:///f.hgw.xml"}, "range": {"start": {"line": 1, "character": 15}, "end": {"line": 1, "character": 15}}, "context": {"diagnostics": []}}
textDocument/codeAction {"textDocument": {"uri": "file:///f.hgw.xml"}, "range": {"start": {"line": 3, "character": 3}, "end": {"line": 3, "character": 3}}, "context": {"diagnostics": []}}
# in a text that is no good XML, also because the name of the start tag was mistyped
textDocument/didOpen {"textDocument": {"uri": "file:///e.hgw.xml", "version": 1, "text": "<casus><overleggen><oveleg></overleg></overleggen></casus>"}}
textDocument/codeAction {"textDocument": {"uri": "file:///e.hgw.xml"}, "range": {"start": {"line": 0, "character": 22}, "end": {"line": 0, "character": 22}}, "context": {"diagnostics": []}}
textDocument/didOpen {"textDocument": {"uri": "file:///half.hgw.xml", "version": 2, "text": "<casus start='2026-01-01"}}
textDocument/codeAction {"textDocument": {"uri": "file:///half.hgw.xml"}, "range": {"start": {"line": 0, "character": 16}, "end": {"line": 0, "character": 3}}, "context": {"diagnostics": []}}
textDocument/codeAction {"textDocument": {"uri": "file:///weg.hgw.xml"}, "range": {"start": {"line": 0, "character": 16}, "end": {"line": 0, "character": 3}}, "context": {"diagnostics": []}}
exit
END
