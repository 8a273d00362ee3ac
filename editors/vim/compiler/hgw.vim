" :make asks hgw-check what this case still needs, and fills the quickfix list.
if exists('current_compiler')
  finish
endif
let current_compiler = 'hgw'

if exists(':CompilerSet') != 2
  command -nargs=* CompilerSet setlocal <args>
endif

CompilerSet makeprg=hgw-check\ --format=gcc\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tote:\ %m,hgw-check:\ %m
