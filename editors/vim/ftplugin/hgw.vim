" Case files of hgw (filetype xml.hgw).
"   :make                     what does this case still ask? Then :copen, :cnext
"   :HgwExplain [CODE]        why the method asks it; without a code: that of the quickfix line you are on
"   :HgwSnippet NAME          a goal, a need, a meeting ... below this line; <Tab> completes the name
" In Neovim hgw-lsp looks over your shoulder, when it is installed (let g:hgw_lsp = 0 to do without): lua/hgw.lua
"   <C-x><C-o>                what may stand here     <Tab>  take it, and on to the next place to fill in
"   K   what it means    ]d [d  the next or previous finding
"   gd gr                     where an id is, where it is named            <F2>   another id   <F4>  mend this
"   :HgwNext :HgwAdd NAME     the next phase, one piece more               :HgwReport [NAME]   read a report
" The snippets are in snippets/hgw.snippets, in the form that SnipMate, UltiSnips and LuaSnip read too.
if exists('b:did_hgw_ftplugin')
  finish
endif
let b:did_hgw_ftplugin = 1

compiler hgw
setlocal expandtab shiftwidth=2 softtabstop=2 linebreak iskeyword+=-

command! -buffer -nargs=? HgwExplain call hgw#explain(<q-args>)
command! -buffer -nargs=1 -complete=custom,hgw#snippet_names HgwSnippet call hgw#snippet(<q-args>)

if has('nvim-0.7') && get(g:, 'hgw_lsp', 1) && executable('hgw-lsp')
  lua require('hgw').start()
endif

let b:undo_ftplugin = get(b:, 'undo_ftplugin', 'exe') . ' | setlocal expandtab< shiftwidth< softtabstop<'
      \ . ' linebreak< iskeyword< makeprg< errorformat< | delcommand -buffer HgwExplain | delcommand -buffer HgwSnippet'
      \ . ' | unlet! b:did_hgw_ftplugin b:current_compiler'
