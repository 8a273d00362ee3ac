# Makes editors/vim/snippets/hgw.snippets of editors/vscode/hgw.code-snippets (make snippets). VS Code offers a
# choice, ${2|a,b|}; elsewhere the first one stands there as an example, ${2:a}.
"# Made of editors/vscode/hgw.code-snippets: change it there, then run make snippets.",
(.[] | "snippet \(.prefix) \(.description)",
    (.body[] | gsub("\\$\\{(?<n>[0-9]+)\\|(?<first>[^,|]*)[^|]*\\|\\}"; "${\(.n):\(.first)}") | "\t" + .))
