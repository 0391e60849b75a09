/**
 * What Redis knows of windows and holds, in the script's own words. States are as in budget-window.ts: g since, u until,
 * l told, e epoch; p the next slot, q the next one to be promised. Read with what the asking process remembers where Redis
 * has lost it. Time is the asker's, never the server's.
 */
export const STATE = `
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
