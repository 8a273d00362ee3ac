" Case files of hgw (filetype xml.hgw).
"   :make                     what does this case still ask? Then :copen, :cnext
"   :HgwExplain [CODE]        why the method asks it; without a code: that of the quickfix line you are on
"   :HgwSnippet NAME          a goal, a need, a meeting ... below this line; <Tab> completes the name
" The snippets are in snippets/hgw.snippets, in the form that SnipMate, UltiSnips and LuaSnip read too.
if exists('b:did_hgw_ftplugin')
  finish
endif
let b:did_hgw_ftplugin = 1

compiler hgw
setlocal expandtab shiftwidth=2 softtabstop=2 linebreak

command! -buffer -nargs=? HgwExplain call hgw#explain(<q-args>)
command! -buffer -nargs=1 -complete=custom,hgw#snippet_names HgwSnippet call hgw#snippet(<q-args>)

let b:undo_ftplugin = get(b:, 'undo_ftplugin', 'exe') . ' | setlocal expandtab< shiftwidth< softtabstop<'
      \ . ' linebreak< makeprg< errorformat< | delcommand -buffer HgwExplain | delcommand -buffer HgwSnippet'
      \ . ' | unlet! b:did_hgw_ftplugin b:current_compiler'
