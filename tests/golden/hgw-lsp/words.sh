# completion and hover in a text that is being typed: elements, attributes, values, ids with who they are, end tags
# needs: python3
cd "$TOP" || exit 2
talk() { # SNIPPETS MARKDOWN
    tests/lsp/talk -d "$HGW_DATE" --level=error <<END
initialize {"capabilities": {"textDocument": {"completion": {"completionItem": {"snippetSupport": $1}}, "hover": {"contentFormat": $2}}}}
# nothing yet
textDocument/didOpen {"textDocument": {"uri": "file:///leeg.hgw.xml", "version": 1, "text": ""}}
textDocument/completion {"textDocument": {"uri": "file:///leeg.hgw.xml"}, "position": {"line": 0, "character": 0}}
# a name that has begun, in a section that is not closed; the pupil, who stands there once, does not come again
textDocument/didOpen {"textDocument": {"uri": "file:///a.hgw.xml", "version": 2, "text": "<casus versie='1'>\n<betrokkenen>\n<leerling id='mila'><naam>Mila</naam></leerling>\n<betrokkene id='papa' rol='ouder'><naam>Karim</naam></betrokkene>\n<be"}}
textDocument/completion {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 4, "character": 3}}
# sections: not what is there, not what comes before it
textDocument/didChange {"textDocument": {"uri": "file:///a.hgw.xml", "version": 3}, "contentChanges": [{"range": {"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 3}}, "text": "</betrokkenen>\n<uitzicht>\n<doel id='d-lees' termijn='kort'><tekst>Mila leest &lt;elke&gt; avond een bladzijde voor aan wie er is.</tekst></doel>\n</uitzicht>\n\n</casus>"}]}
textDocument/completion {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 8, "character": 0}}
# attributes not yet given, before one that is; who a word of van may be; which goals; a day; a new id
textDocument/didChange {"textDocument": {"uri": "file:///a.hgw.xml", "version": 4}, "contentChanges": [{"range": {"start": {"line": 8, "character": 0}, "end": {"line": 8, "character": 0}}, "text": "<advies><evaluatie gepland='' id='' doelen=''/><afspraak wie='mila '"}]}
textDocument/completion {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 8, "character": 19}}
textDocument/completion {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 8, "character": 67}}
textDocument/completion {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 8, "character": 44}}
textDocument/completion {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 8, "character": 28}}
textDocument/completion {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 8, "character": 34}}
# groups beside ids; words; an end tag; a sentence is left alone
textDocument/didOpen {"textDocument": {"uri": "file:///b.hgw.xml", "version": 1, "text": "<casus fase=''><betrokkenen><betrokkene id='juf'/></betrokkenen><toestemmingen><toestemming ontvanger='school ' status='g'>met </"}}
textDocument/completion {"textDocument": {"uri": "file:///b.hgw.xml"}, "position": {"line": 0, "character": 110}}
textDocument/completion {"textDocument": {"uri": "file:///b.hgw.xml"}, "position": {"line": 0, "character": 121}}
textDocument/completion {"textDocument": {"uri": "file:///b.hgw.xml"}, "position": {"line": 0, "character": 129}}
textDocument/completion {"textDocument": {"uri": "file:///b.hgw.xml"}, "position": {"line": 0, "character": 128}}
textDocument/completion {"textDocument": {"uri": "file:///b.hgw.xml"}, "position": {"line": 0, "character": 127}}
textDocument/completion {"textDocument": {"uri": "file:///b.hgw.xml"}, "position": {"line": 0, "character": 79}, "context": {"triggerKind": 2, "triggerCharacter": " "}}
# a piece comes with what its example has, and the people whom that names: a parent asks, all sit at the table
textDocument/didOpen {"textDocument": {"uri": "file:///stuk.hgw.xml", "version": 1, "text": "<casus><betrokkenen><leerling id='lotte'/><betrokkene id='mama' rol='ouder'/><betrokkene id='juf' rol='leerkracht'/></betrokkenen><overleggen><o</overleggen><vraagverheldering><h</vraagverheldering><overzicht><u</overzicht><vraagverheldering><zorg van=''/></vraagverheldering></casus>"}}
textDocument/completion {"textDocument": {"uri": "file:///stuk.hgw.xml"}, "position": {"line": 0, "character": 144}}
textDocument/completion {"textDocument": {"uri": "file:///stuk.hgw.xml"}, "position": {"line": 0, "character": 178}}
textDocument/completion {"textDocument": {"uri": "file:///stuk.hgw.xml"}, "position": {"line": 0, "character": 211}}
# who may worry: the parent first, whom a new zorg would name
textDocument/completion {"textDocument": {"uri": "file:///stuk.hgw.xml"}, "position": {"line": 0, "character": 253}}
# a comment
textDocument/didOpen {"textDocument": {"uri": "file:///haken.hgw.xml", "version": 2, "text": "<casus><!-- <bet"}}
textDocument/completion {"textDocument": {"uri": "file:///haken.hgw.xml"}, "position": {"line": 0, "character": 16}}
# hover: an element, what was found there, an attribute, a word, an id, an end tag, a sentence
textDocument/hover {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 6, "character": 2}}
textDocument/hover {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 6, "character": 20}}
textDocument/hover {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 6, "character": 31}}
textDocument/hover {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 8, "character": 62}}
textDocument/hover {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 6, "character": 10}}
textDocument/hover {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 7, "character": 4}}
textDocument/hover {"textDocument": {"uri": "file:///a.hgw.xml"}, "position": {"line": 6, "character": 47}}
textDocument/didOpen {"textDocument": {"uri": "file:///robbe.hgw.xml", "version": 5, "text": "@examples/robbe.hgw.xml"}}
textDocument/hover {"textDocument": {"uri": "file:///robbe.hgw.xml"}, "position": {"line": 27, "character": 6}}
# which rule a verantwoording is about: what was found
textDocument/didChange {"textDocument": {"uri": "file:///robbe.hgw.xml", "version": 6}, "contentChanges": [{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "<verantwoording regel=''/>"}]}
textDocument/completion {"textDocument": {"uri": "file:///robbe.hgw.xml"}, "position": {"line": 0, "character": 23}}
exit
END
}
talk true '["markdown"]'
echo
echo "== a client that knows neither tab stops nor Markdown"
talk false '[]' | sed -n '/nothing yet/,/sections/p;/# attributes/,/wie=/p;/# hover/,$p'
