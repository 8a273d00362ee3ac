" What the commands of ftplugin/hgw.vim do.
let s:snippet_file = expand('<sfile>:p:h:h') . '/snippets/hgw.snippets'

" Shows why the method asks this. Without a code: that of the current entry of the quickfix list.
function! hgw#explain(code) abort
  let code = a:code
  if empty(code)
    let list = getqflist({'idx': 0, 'items': 0})
    let text = list.idx > 0 && list.idx <= len(list.items) ? list.items[list.idx - 1].text : ''
    let code = matchstr(text, '\[\zs\a\+\d\+\ze\]$')
  endif
  if empty(code)
    echo 'Welke code? Bijvoorbeeld :HgwExplain HGW402'
    return
  endif
  echo system('hgw-check --explain ' . shellescape(code))
endfunction

" The snippets: a dictionary of names and lists of lines.
function! s:read() abort
  let snippets = {}
  let name = ''
  for line in readfile(s:snippet_file)
    if line =~# '^snippet '
      let name = matchstr(line, '^snippet \zs\S\+')
      let snippets[name] = []
    elseif line =~# '^\t' && !empty(name)
      call add(snippets[name], line[1:])
    endif
  endfor
  return snippets
endfunction

function! hgw#snippet_names(...) abort
  return join(sort(keys(s:read())), "\n")
endfunction

" Puts a snippet below the current line, indented like it, with the examples as its text.
function! hgw#snippet(name) abort
  let snippets = s:read()
  if !has_key(snippets, a:name)
    echo 'Dat fragment is er niet. Kies uit: ' . join(sort(keys(snippets)), ' ')
    return
  endif
  let indent = matchstr(getline('.'), '^\s*')
  let lines = []
  for line in snippets[a:name]
    call add(lines, indent . substitute(line, '\${\d\+:\([^}]*\)}\|\$\d\+', '\1', 'g'))
  endfor
  call append('.', lines)
  call cursor(line('.') + 1, len(indent) + 1)
endfunction
