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

-- What the server answers, when the next key needs it; <C-c> stops waiting.
local function ask(method, params)
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, 10000)
  if problem then
    vim.notify('hgw-lsp: ' .. problem, vim.log.levels.WARN)
  end
  local _, answer = next(answers or {})
  return answer and answer.result or {}
end

local function names(command)
  local rows = ask('workspace/executeCommand', { command = command, arguments = { here() } })
  return table.concat(vim.tbl_map(function(row) return row[1] end, rows), '\n')
end

function M.piece_names()
  return names('hgw.pieces')
end

function M.report_names()
  return names('hgw.reports')
end

-- --- completion ---
-- Neovim's own (0.7) puts in names alone. Here pieces come whole, with Tab from place to place.
local space, stops, proposed = vim.api.nvim_create_namespace('hgw'), {}, {}

local function proposals()
  return ask('textDocument/completion', vim.lsp.util.make_position_params()).items or {}
end

function M.complete(find_start, base)
  if find_start == 0 then
    return vim.tbl_filter(function(item) return vim.startswith(item.word, base) end, proposed)
  end
  local items, start = proposals(), vim.fn.col('.') - 1
  table.sort(items, function(a, b) return a.sortText < b.sortText end)
  proposed = vim.tbl_map(function(item)
    start = vim.str_byteindex(vim.fn.getline('.'), item.textEdit.range.start.character, true)
    return { word = item.filterText, menu = item.detail, user_data = { hgw = item.textEdit.newText } }
  end, items)
  return start
end

-- Puts a snippet in the place of the word before the cursor: its places become marks, the end is the last one.
local function expand(word, snippet)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local places, indent, at = {}, vim.fn.getline('.'):match('^%s*'), 1
  row = row - 1
  local function put(text)
    local lines = vim.split(text:gsub('[\1-\3]', { ['\1'] = '$', ['\2'] = '}', ['\3'] = '\\' }), '\n')
    vim.api.nvim_buf_set_text(0, row, column, row, column, lines)
    row, column = row + #lines - 1, #lines > 1 and #lines[#lines] or column + #lines[1]
  end
  vim.api.nvim_buf_set_text(0, row, column - #word, row, column, {})
  column = column - #word
  snippet = snippet:gsub('\\([$}\\])', { ['$'] = '\1', ['}'] = '\2', ['\\'] = '\3' }):gsub('\n', '\n' .. indent)
  for before, kind, inside, after in snippet:gmatch('()%${%d+([:|])([^}]*)}()') do
    put(snippet:sub(at, before - 1))
    local from = { row, column }
    put(kind == '|' and inside:match('[^,|]*') or inside)
    table.insert(places, { from, { row, column } })
    at = after
  end
  put(snippet:sub(at))
  if #places > 0 then
    table.insert(places, { { row, column }, { row, column } })
  end
  for i, place in ipairs(places) do
    local mark = { end_row = place[2][1], end_col = place[2][2] }
    table.insert(stops, i, vim.api.nvim_buf_set_extmark(0, space, place[1][1], place[1][2], mark))
  end
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
end

-- Keys that come before those that were typed meanwhile.
local function send(sent)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(sent, true, false, true), 'in', false)
end
local onward = '<Cmd>lua require("hgw").next_place()<CR>'

-- The next place: with the list when there are words for it, else chosen, so that typing replaces it.
function M.next_place()
  local id = table.remove(stops, 1)
  local row, column, last = unpack(vim.api.nvim_buf_get_extmark_by_id(0, space, id, { details = true }))
  if not row then
    return
  end
  vim.api.nvim_buf_del_extmark(0, space, id)
  local text = vim.api.nvim_buf_get_text(0, row, column, last.end_row, last.end_col, {})[1]
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
  if text ~= '' and #vim.tbl_filter(function(item) return item.filterText == text end, proposals()) > 0 then
    vim.api.nvim_buf_set_text(0, row, column, last.end_row, last.end_col, {})
    send('<C-x><C-o>')
  elseif text ~= '' then
    send('<C-o>v' .. (vim.fn.strchars(text) > 1 and vim.fn.strchars(text) - 1 .. 'l' or '') .. '<C-g>')
  end
end

-- Without places of a piece: the next one that is still to fill in.
local function find_place()
  local row, column = unpack(vim.fn.searchpos('<?vul-in [^…]', 'w'))
  local ends = row > 0 and vim.fn.matchend(vim.fn.getline(row), '?>', column) or -1
  if ends >= 0 then
    stops = { vim.api.nvim_buf_set_extmark(0, space, row - 1, column - 1, { end_row = row - 1, end_col = ends }) }
  end
end

function M.tab()
  if vim.fn.pumvisible() == 1 then
    return send('<C-y>')
  elseif vim.fn.line('.') > 1 and not vim.fn.getline('.'):sub(1, vim.fn.col('.') - 1):find('%S') then
    return send('<Tab>') -- not before <?xml
  elseif #stops == 0 then
    find_place()
  end
  if #stops > 0 then
    local leave = vim.fn.mode() == 's' and '<Esc>a' or ''
    if vim.fn.complete_info({ 'mode' }).mode ~= '' then
      leave = '<C-e>' -- what was typed fits no word of the list: its keys would take those of next_place
    end
    send(leave .. onward)
  end
end

-- What was taken from the list becomes its piece.
function M.taken()
  local item = vim.v.completed_item
  local snippet, word = type(item.user_data) == 'table' and item.user_data.hgw, item.word
  if snippet and vim.fn.getline('.'):sub(1, vim.fn.col('.') - 1):sub(-#word) == word then
    if snippet ~= word then
      expand(word, snippet)
    end
    if #stops > 0 then
      M.next_place()
    end
  end
end

local function completed()
  send('<Cmd>lua require("hgw").taken()<CR>')
end

-- --- keys and commands ---
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
  vim.bo[buffer].omnifunc = 'v:lua.hgw_complete'
  vim.keymap.set({ 'i', 's' }, '<Tab>', M.tab, { buffer = buffer })
  vim.keymap.set('i', '<', function()
    return vim.o.completeopt:find('noinsert') and '<lt><C-x><C-o>' or '<lt>'
  end, { buffer = buffer, expr = true })
  vim.keymap.set({ 'i', 's' }, '<Esc>', function() -- out of a chosen place too; a Tab later does not come back here
    stops = {}
    return vim.fn.mode() == 's' and '<C-\\><C-n>' or '<Esc>'
  end, { buffer = buffer, expr = true })
  local group = vim.api.nvim_create_augroup('hgw' .. buffer, {}) -- emptied: :e attaches once more
  vim.api.nvim_create_autocmd('CompleteDone', { group = group, buffer = buffer, callback = completed })
  vim.api.nvim_create_autocmd('BufLeave', { group = group, buffer = buffer, callback = function() stops = {} end })
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
  _G.hgw_piece_names, _G.hgw_report_names, _G.hgw_complete = M.piece_names, M.report_names, M.complete
  if not client or vim.lsp.client_is_stopped(client) then
    local capabilities = vim.lsp.protocol.make_client_capabilities()
    capabilities.textDocument.completion.completionItem.snippetSupport = true
    client = vim.lsp.start_client({ name = 'hgw', cmd = { 'hgw-lsp' }, capabilities = capabilities, on_attach = attached })
  end
  if client then
    vim.lsp.buf_attach_client(0, client)
  end
end

return M
