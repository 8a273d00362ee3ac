# commands: the next phase, one piece more, a report in a directory of the user's choice or in a private one
# needs: python3
: >weg # no directory
work=$PWD
cd "$TOP" || exit 2
XDG_RUNTIME_DIR=$work/run
export XDG_RUNTIME_DIR
mkdir "$work/run" "$work/map"
talk() { tests/lsp/talk -d "$HGW_DATE" --level=error --exclude=HGW | sed "s|$work|WORK|g; s|/hgw-[A-Za-z0-9]\{6\}/|/hgw-XXXXXX/|g"; }
sed "s|WORK|$work|g" <<'END' | talk
initialize {"capabilities": {"workspace": {"applyEdit": true, "workspaceEdit": {"documentChanges": true}}, "window": {"showDocument": {"support": true}}}}
initialized {}
textDocument/didOpen {"textDocument": {"uri": "file:///map/robbe.hgw.xml", "version": 1, "text": "@examples/robbe.hgw.xml"}}
workspace/executeCommand {"command": "hgw.reports"}
workspace/executeCommand {"command": "hgw.add", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "piece": "doel"}]}
answer {"applied": true}
workspace/executeCommand {"command": "hgw.add", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "piece": "dol"}]}
workspace/executeCommand {"command": "hgw.nextPhase", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "phase": "vraagverheldering"}]}
workspace/executeCommand {"command": "hgw.nextPhase", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "phase": "niets"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "ouders"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "school", "directory": "WORK/map"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "voorbereiding", "to": "html", "directory": "WORK/map"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "ouders", "to": "pdf"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "oders"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "ouders", "directory": "map"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "ouders", "directory": "WORK/weg"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "ouders", "reader": "niemand"}]}
workspace/executeCommand {"command": "hgw.niets"}
workspace/executeCommand {"command": "hgw.report"}
workspace/executeCommand {"command": "hgw.report", "arguments": ["file:///map/robbe.hgw.xml"]}
# of a case that is not valid
textDocument/didChange {"textDocument": {"uri": "file:///map/robbe.hgw.xml", "version": 2}, "contentChanges": [{"range": {"start": {"line": 2, "character": 7}, "end": {"line": 2, "character": 7}}, "text": "xversie='1' "}]}
workspace/executeCommand {"command": "hgw.nextPhase", "arguments": [{"uri": "file:///map/robbe.hgw.xml"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "file:///map/robbe.hgw.xml", "report": "ouders"}]}
exit
END
echo "== a client that changes nothing itself, a directory of its own, a text in another encoding that begins with a BOM"
sed "s|WORK|$work|g" <<'END' | talk
initialize {"capabilities": {}, "initializationOptions": {"directory": "WORK/map"}}
initialized {}
textDocument/didOpen {"textDocument": {"uri": "untitled:1", "version": 1, "text": "\ufeff<?xml version='1.0' encoding='iso-8859-1'?>\r\n<casus versie='1' fase='intake' start='2026-11-09'>\r\n  <betrokkenen>\r\n    <leerling id='l'><naam>Zoë</naam></leerling>\r\n  </betrokkenen>\r\n</casus>\r\n"}}
workspace/executeCommand {"command": "hgw.add", "arguments": [{"uri": "untitled:1", "piece": "betrokkene"}]}
workspace/executeCommand {"command": "hgw.report", "arguments": [{"uri": "untitled:1", "report": "voorbereiding"}]}
exit
END
cd "$work" || exit 2
# shellcheck disable=SC2012 # the names hold no blanks
find run map -printf '%M %f\n' | sed 's/hgw-......$/hgw-XXXXXX/' | sort
