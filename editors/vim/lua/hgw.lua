-- hgw-lsp in Neovim (0.7 or later): the built-in client, with keys and commands for a case. ftplugin/hgw.vim starts it.
local M = {}

local function here(extra)
  return vim.tbl_extend('force', { uri = vim.uri_from_bufnr(0) }, extra or {})
end

-- Asks the server to do one of its commands; done(result) when it has.
local function run(command, arguments, done)
  local params = { command = command, arguments = { arguments } }
  vim.lsp.buf_request(0, 'workspace/executeCommand', params, function(err, result)
    if err then
      vim.notify(err.message, vim.log.levels.ERROR)
    elseif done then
      done(result)
    end
  end)
end

function M.next_phase(phase)
  run('hgw.nextPhase', here({ phase = phase ~= '' and phase or nil }))
end

function M.add(piece)
  run('hgw.add', here({ piece = piece }))
end

-- The report opens beside the case; it stands in a directory of its own.
function M.report(name)
  run('hgw.report', here({ report = name ~= '' and name or 'verslag', to = 'md' }), function(result)
    vim.cmd('split ' .. vim.fn.fnameescape(vim.uri_to_fname(result.uri)))
    vim.bo.readonly = true
  end)
end

local function names(command)
  local answers = vim.lsp.buf_request_sync(0, 'workspace/executeCommand', { command = command, arguments = { here() } }, 2000)
  for _, answer in pairs(answers or {}) do
    return table.concat(vim.tbl_map(function(row) return row[1] end, answer.result or {}), '\n')
  end
  return ''
end

function M.piece_names()
  return names('hgw.pieces')
end

function M.report_names()
  return names('hgw.reports')
end

local keys = {
  K = vim.lsp.buf.hover,
  gd = vim.lsp.buf.definition,
  gr = vim.lsp.buf.references,
  ['<F2>'] = vim.lsp.buf.rename,
  ['<F4>'] = vim.lsp.buf.code_action,
  ['[d'] = function() vim.diagnostic.goto_prev({ float = { header = '' } }) end,
  [']d'] = function() vim.diagnostic.goto_next({ float = { header = '' } }) end,
}

local function attached(_, buffer)
  vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
  for key, action in pairs(keys) do
    vim.keymap.set('n', key, action, { buffer = buffer })
  end
  local command = vim.api.nvim_buf_create_user_command
  command(buffer, 'HgwNext', function(a) M.next_phase(a.args) end, { nargs = '?' })
  command(buffer, 'HgwAdd', function(a) M.add(a.args) end, { nargs = 1, complete = 'custom,v:lua.hgw_piece_names' })
  command(buffer, 'HgwReport', function(a) M.report(a.args) end, { nargs = '?', complete = 'custom,v:lua.hgw_report_names' })
end

-- Neovim 0.7 has no vim.lsp.start: one client serves every case.
local client
function M.start()
  _G.hgw_piece_names, _G.hgw_report_names = M.piece_names, M.report_names
  if not client or vim.lsp.client_is_stopped(client) then
    client = vim.lsp.start_client({ name = 'hgw', cmd = { 'hgw-lsp' }, on_attach = attached })
  end
  if client then
    vim.lsp.buf_attach_client(0, client)
  end
end

return M
