/**
 * What Redis does for the budget, at once and for all processes: one script asks for a call, one takes in what a platform
 * tells.
 */
import { STATE } from './budget-script-state.js';

/**
 * KEYS: windows, then holds. Answers `go`, `wait` (full), `pace`, `held`, or `?`: Redis knows less than the asker. Many calls that
 * are asked for at once all go where nobody has to be careful yet; otherwise `each` is to be asked for by itself. What a call
 * needs with those that it begins must be free; these are not spread out any more, and reach into what is kept for people.
 */
export const TAKE = `${STATE}
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
  local share = lane == 1 and ask.stop or ask.slow
  if ask.begun then share = share + (1 - share) * ask.begun end
  return math.max(1, math.floor(all * share + 1e-6))
end

if ask.many then
  for _, s in ipairs(states) do
    local after = used(s) + units
    if after > cap(s) or (not ask.begun and after > allowance(s) * ask.slow) then return { 'each', '0', '', holds, {} } end
  end
end

-- However much is needed, a part of a limit is enough to begin with: more might never be free at a time. Whom somebody waits
-- for gets whatever is left.
local function need(s)
  if lane == 0 then return units end
  return math.max(units, math.min(ask.need, math.floor(cap(s) / 4)))
end

local function gap(s, now_used, taken)
  if s.u == 0 then return s.w.w * taken / cap(s) end
  local left = cap(s) - now_used
  if left <= 0 then return s.u - now end
  return (s.u - now) * taken / left
end

local function free(s, lacking)
  if s.u > 0 then return s.u end
  local cells = {}
  for cell, n in pairs(s.cells) do cells[#cells + 1] = { beginning(cell), n } end
  table.sort(cells, function(a, b) return a[1] < b[1] end)
  for _, cell in ipairs(cells) do
    lacking = lacking - cell[2]
    if lacking <= 0 then return cell[1] + s.w.b + s.w.w end
  end
  return now + s.w.w
end

-- What is read together comes at once: it may be ahead of an even spread by so much of the window.
local function ahead(s) return math.floor(s.w.w / 20) end
local verdict, which = 'go', 0
for i, s in ipairs(states) do
  local u, till, why = used(s), 0, ''
  s.slow = lane == 1 and u + units > allowance(s) * ask.slow
  if u > 0 and u + need(s) > cap(s) then
    till = free(s, u + need(s) - cap(s)) why = 'wait'
  elseif s.slow and not ask.begun and now < s.p - ahead(s) then
    local last = s.u > 0 and s.u or now + s.w.w
    till = math.min(math.max(s.p - ahead(s), s.q), last) why = 'pace'
    s.q = math.ceil(math.min(till + gap(s, u, need(s)), last))
  end
  if till > at then at = till verdict = why which = i end
end

local out = {}
for i, s in ipairs(states) do
  if verdict == 'go' then
    add(s, mine(s), units)
    if s.slow then s.p = math.ceil(math.max(now, s.p) + gap(s, used(s), units)) end
  end
  save(s)
  out[i] = told(s)
end
return { verdict, text(at), tostring(which), holds, out }
`;

/** KEYS: a window, a hold, or both in this order. Answers like TAKE. */
export const TELL = `${STATE}
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
