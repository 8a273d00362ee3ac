" A case file is XML with something extra: ftplugin/hgw.vim.
autocmd BufNewFile,BufRead *.hgw.xml set filetype=xml.hgw
