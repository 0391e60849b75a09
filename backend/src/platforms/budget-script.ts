/**
 * What Redis does for the budget, at once and for all processes: one script asks for a call, one takes in what a platform
 * tells. Both read what the asking process remembers where Redis has lost it. Time is the asker's, never the server's.
 * States are as in budget-window.ts: g since, u until, l told, e epoch; p the next slot, q the next one to be promised.
 */
const SHARED = `
local ask = cjson.decode(ARGV[1])
local now = ask.now

local function text(n) return string.format('%.0f', n) end

local function load(key, w)
  local s = { key = key, w = w, g = 0, u = 0, l = 0, p = 0, q = 0, cells = {}, set = {}, gone = {} }
  local flat = redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    local field = flat[i]
    if string.sub(field, 1, 2) == 'c:' then s.cells[string.sub(field, 3)] = tonumber(flat[i + 1])
    elseif field == 'e' then s.e = flat[i + 1]
    else s[field] = tonumber(flat[i + 1]) end
  end
  s.had = { g = s.g, u = s.u, l = s.l, p = s.p, q = s.q }
  return s
end

local function forgotten(s)
  return s.w.e ~= '' and s.w.e ~= s.e and not s.w.cells
end

local function count(s, cell, units)
  s.cells[cell] = units
  s.set['c:' .. cell] = text(units)
end

local function recall(s)
  local w = s.w
  if not w.cells then return end
  if w.g > s.g then s.g = w.g s.u = w.u
  elseif w.g == s.g and w.u > s.u then s.u = w.u end
  if s.l == 0 then s.l = w.l end
  for cell, units in pairs(w.cells) do
    if units > (s.cells[cell] or 0) then count(s, cell, units) end
  end
end

local function beginning(cell) return tonumber(string.match(cell, '@(%d+)$')) end

local function drop(s, cell)
  s.cells[cell] = nil
  s.set['c:' .. cell] = nil
  s.gone[#s.gone + 1] = 'c:' .. cell
end

local function moveOn(s)
  local w = s.w
  if w.s then
    if w.s > s.g then s.p = 0 s.q = 0 end
    if w.s >= s.g then s.g = w.s s.u = w.t end
  elseif s.u > 0 and now >= s.u then
    s.g = s.u s.u = 0 s.p = 0 s.q = 0
  end
  for cell in pairs(s.cells) do
    local began = beginning(cell)
    if began < s.g or (s.u == 0 and began + w.b <= now - w.w) then drop(s, cell) end
  end
end

local function used(s)
  local sum = 0
  for _, units in pairs(s.cells) do sum = sum + units end
  return sum
end

local function allowance(s)
  if s.l == 0 then return s.w.a end
  if s.w.x then return math.min(s.w.a, s.l) end
  return s.l
end

local function mine(s)
  local began = s.g
  if not s.w.s then began = s.g + math.floor((now - s.g) / s.w.b) * s.w.b end
  return ask.me .. '@' .. text(began)
end

local function add(s, cell, units)
  if units > 0 then count(s, cell, (s.cells[cell] or 0) + units) end
end

-- What is told as a share falls as the window rolls on: it is believed until somebody looks again.
local function glimpse(s)
  local began = now + ask.glance - s.w.b - s.w.w
  if s.u > 0 or began >= now - s.w.b or began < s.g then return mine(s) end
  return ask.me .. '@' .. text(math.floor(began / 1000) * 1000)
end

local function save(s)
  for field, was in pairs(s.had) do
    if s[field] ~= was then s.set[field] = text(s[field]) end
  end
  if #s.gone > 0 then redis.call('HDEL', s.key, unpack(s.gone)) end
  local flat = {}
  for field, value in pairs(s.set) do flat[#flat + 1] = field flat[#flat + 1] = value end
  if #flat == 0 then return end
  if not s.e then s.e = ask.nonce flat[#flat + 1] = 'e' flat[#flat + 1] = s.e end
  redis.call('HSET', s.key, unpack(flat))
  local left = s.w.w + s.w.b
  if s.u > 0 then left = s.u - now end
  redis.call('PEXPIRE', s.key, text(math.max(left, 1000) + 60000))
end

local function told(s)
  local flat = { s.e or '', text(s.g), text(s.u), text(s.l) }
  for cell, units in pairs(s.cells) do flat[#flat + 1] = cell flat[#flat + 1] = text(units) end
  return flat
end

local function hold(key, known)
  local value = redis.call('GET', key)
  local till, code = 0, ''
  if value then
    local a, b = string.match(value, '^(%d+)|(.*)$')
    till = tonumber(a) code = b
  end
  if known and known.u > till then
    till = known.u code = known.c
    if till > now then redis.call('SET', key, text(till) .. '|' .. code, 'PX', text(till - now)) end
  end
  return till, code
end
`;

/**
 * KEYS: windows, then holds. Answers `go`, `wait` (full), `pace`, `held`, or `?`: Redis knows less than the asker. Many calls that
 * are asked for at once all go where nobody has to be careful yet; otherwise `each` is to be asked for by itself.
 */
export const TAKE = `${SHARED}
local lane, units = ask.lane, ask.units
local windows, holds = #ask.windows, {}
local at, code = 0, ''
for i, known in ipairs(ask.holds) do
  local till, why = hold(KEYS[windows + i], known)
  holds[#holds + 1] = text(till) holds[#holds + 1] = why
  if till > now and till > at and (lane > 0 or not known.r) then at = till code = why end
end
if at > 0 then return { 'held', text(at), code, holds, {} } end

local states = {}
for i, w in ipairs(ask.windows) do
  local s = load(KEYS[i], w)
  if forgotten(s) then return { '?', '0', '', holds, {} } end
  recall(s)
  moveOn(s)
  states[i] = s
end

local function cap(s)
  local all = allowance(s)
  if lane == 0 then return all end
  return math.max(1, math.floor(all * (lane == 1 and ask.stop or ask.slow)))
end

if ask.many then
  for _, s in ipairs(states) do
    local after = used(s) + units
    if after > cap(s) or after > allowance(s) * ask.slow then return { 'each', '0', '', holds, {} } end
  end
end

local function gap(s, now_used)
  if s.u == 0 then return s.w.w * units / cap(s) end
  local left = cap(s) - now_used
  if left <= 0 then return s.u - now end
  return (s.u - now) * units / left
end

local function free(s, need)
  if s.u > 0 then return s.u end
  local cells = {}
  for cell, n in pairs(s.cells) do cells[#cells + 1] = { beginning(cell), n } end
  table.sort(cells, function(a, b) return a[1] < b[1] end)
  for _, cell in ipairs(cells) do
    need = need - cell[2]
    if need <= 0 then return cell[1] + s.w.b + s.w.w end
  end
  return now + s.w.w
end

-- What is read together comes at once: it may be ahead of an even spread by so much of the window.
local function ahead(s) return math.floor(s.w.w / 20) end
local verdict, which = 'go', 0
for i, s in ipairs(states) do
  local u, till, why = used(s), 0, ''
  s.slow = lane == 1 and u + units > allowance(s) * ask.slow
  if u > 0 and u + units > cap(s) then
    till = free(s, u + units - cap(s)) why = 'wait'
  elseif s.slow and now < s.p - ahead(s) then
    local last = s.u > 0 and s.u or now + s.w.w
    till = math.min(math.max(s.p - ahead(s), s.q), last) why = 'pace'
    s.q = math.ceil(math.min(till + gap(s, u), last))
  end
  if till > at then at = till verdict = why which = i end
end

local out = {}
for i, s in ipairs(states) do
  if verdict == 'go' then
    add(s, mine(s), units)
    if s.slow then s.p = math.ceil(math.max(now, s.p) + gap(s, used(s))) end
  end
  save(s)
  out[i] = told(s)
end
return { verdict, text(at), tostring(which), holds, out }
`;

/** KEYS: a window, a hold, or both in this order. Answers like TAKE. */
export const TELL = `${SHARED}
local holds, out, next = {}, {}, 1
if ask.window then
  next = 2
  local s = load(KEYS[1], ask.window)
  if forgotten(s) then return { '?', '0', '', holds, out } end
  recall(s)
  moveOn(s)
  local usage = ask.usage
  if usage.limit then s.l = usage.limit end
  if usage.reset and not s.w.s then
    local begins = usage.reset - s.w.w
    for cell in pairs(s.cells) do
      if beginning(cell) + s.w.b <= begins then drop(s, cell) end
    end
    for cell in pairs(s.cells) do begins = math.min(begins, beginning(cell)) end
    s.g = math.max(s.g, begins)
    s.u = usage.reset
  end
  if usage.remaining then
    local all = usage.limit or (s.l > 0 and s.l or s.w.a)
    add(s, mine(s), math.ceil(all - usage.remaining - used(s)))
  end
  if usage.share then add(s, glimpse(s), math.ceil(usage.share * allowance(s) - used(s))) end
  save(s)
  out[1] = told(s)
end
if ask.hold then
  local till, why = hold(KEYS[next], ask.hold)
  holds = { text(till), why }
end
return { 'go', '0', '', holds, out }
`;
