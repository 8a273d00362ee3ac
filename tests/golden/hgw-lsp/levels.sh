# what is shown: waived findings faded, the phase, levels and codes that were asked; English
# needs: python3
cd "$TOP" || exit 2
talk() { # OPTION...
    echo "== $*"
    tests/lsp/talk -d "$HGW_DATE" "$@" <<'END' | sed -n '/didOpen/,$p' | sed -n '/^< {/,$p'
initialize {"capabilities": {}}
initialized {}
textDocument/didOpen {"textDocument": {"uri": "file:///w.hgw.xml", "version": 1, "text": "<casus versie='1' fase='vraagverheldering' start='2026-11-09'>\n<betrokkenen><leerling id='l'><naam>Lars</naam></leerling></betrokkenen>\n<verantwoordingen><verantwoording regel='HGW725'>De geboortedatum volgt.</verantwoording></verantwoordingen>\n</casus>\n"}}
shutdown
exit
END
}
talk
talk --phase=intake --level=error --lang=en
talk --include=HGW7 --exclude=HGW725
talk --exclude=HGW0,HGW6,HGW7
