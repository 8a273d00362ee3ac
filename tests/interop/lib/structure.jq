# Pandoc's JSON to one line for each block: what a reader of the document meets, without the look of it.
# Left out, because pandoc's ODT reader loses it: header rows, quotes as such, rules, pictures, code as such.
def text:
  if type == "array" then map(text) | join("")
  elif .t == "Str" then .c
  elif .t == "Code" or .t == "Math" then .c[1]
  elif .t == "Space" or .t == "SoftBreak" or .t == "LineBreak" then " "
  elif .t == "Emph" or .t == "Strong" or .t == "Underline" or .t == "SmallCaps" then .c | text
  elif .t == "Link" or .t == "Span" or .t == "Quoted" then .c[1] | text
  else "" end;
def clean: gsub("[ \t\n\u00a0]+"; " ") | sub("^ "; "") | sub(" $"; "");
# A bare address shows without its scheme.
def line($mark; $words): ($words | clean | gsub("https?://(?<rest>[^ ]*[^ /])/?"; "\(.rest)")) as $w | if $w == "" then empty else $mark + " " + $w end;
def blocks:
  .[] | if .t == "Header" then line("h\(.c[0])"; .c[2] | text)
  elif .t == "Para" or .t == "Plain" then line("p"; .c | text)
  elif .t == "CodeBlock" then line("p"; .c[1])
  elif .t == "BlockQuote" then .c | blocks
  elif .t == "Div" then .c[1] | blocks
  elif .t == "BulletList" then "ul", (.c[] | "-", blocks), "end"
  elif .t == "OrderedList" then "ol", (.c[1][] | "-", blocks), "end"
  elif .t == "Table" then "table", (.c[4][] | .[3][] | .[1] | map(.[4] | [blocks | ltrimstr("p ")] | join(" ")) | join(" | ")), "end"
  else empty end;
# The title of a Markdown document, its only heading of level 1 at its start, is a paragraph of an ODT: the chapters are
# what is numbered, from 1.
if .blocks[0].t == "Header" and ([.blocks[] | select(.t == "Header" and .c[0] == 1)] | length) == 1 and .blocks[0].c[0] == 1
then .blocks[0] |= {t: "Para", c: .c[2]} | .blocks |= map(if .t == "Header" then .c[0] -= 1 else . end) else . end
| .blocks | blocks
