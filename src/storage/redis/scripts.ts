// What the engine does as a whole, as scripts of Redis. Nothing of a script has happened, or all of it.

/** Its beginning: where the world is now, and whether there is still time. */
const begin = `
local t = redis.call('TIME')
local function answer(...) return { t[1], t[2], ... } end
if ARGV[1] ~= '' and t[1] * 1000 + t[2] / 1000 > tonumber(ARGV[1]) then return answer('expired') end
local meta = KEYS[1]
local edition, version, shown = unpack(redis.call('HMGET', meta, 'edition', 'version', 'shown'))
`;

/**
 * Commits a step, or checks one that has only looked.
 * KEYS: meta, log, journal, the hashes of the edition. ARGV: deadline, edition, version, name, now, channel, length of the log,
 * capacity of the journal, ttl (ms), news, changes, number of lines, the lines, then commands: the number of their arguments,
 * command, key, arguments.
 */
export const commitScript = `${begin}
if not edition then return answer('gone') end
if edition ~= ARGV[2] then return answer('reload') end
if version ~= ARGV[3] then
  local since = redis.call('XRANGE', KEYS[2], (ARGV[3] + 1) .. '-0', '+')
  if not since[1] or since[1][1] ~= string.format('%.0f-1', ARGV[3] + 1) then return answer('reload') end
  return answer('behind', since)
end
if ARGV[5] ~= '' and shown and tonumber(ARGV[5]) < tonumber(shown) then return answer('late', shown) end
if ARGV[5] ~= '' then redis.call('HSET', meta, 'shown', ARGV[5]) end
local next = 13
local lines = tonumber(ARGV[12])
if lines > 0 then
  local total = redis.call('HINCRBY', meta, 'journal', lines)
  for i = 1, lines do redis.call('RPUSH', KEYS[3], ARGV[next]) next = next + 1 end
  redis.call('LTRIM', KEYS[3], -ARGV[8], -1)
end
if ARGV[11] ~= '' then
  version = string.format('%.0f', version + 1)
  redis.call('HSET', meta, 'version', version)
  while ARGV[next] do
    local count = tonumber(ARGV[next])
    redis.call(ARGV[next + 1], KEYS[tonumber(ARGV[next + 2])], unpack(ARGV, next + 3, next + 2 + count))
    next = next + 3 + count
  end
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[7], version .. '-1', 'name', ARGV[4], 'changes', ARGV[11])
  redis.call('PUBLISH', ARGV[6], ARGV[10])
end
if ARGV[9] ~= '' then for i = 1, #KEYS do redis.call('PEXPIRE', KEYS[i], ARGV[9]) end end
return answer('done', version)
`;

/**
 * Puts a new edition of a world in the place of another, or of none. Its hashes lie there already and would expire.
 * KEYS: meta, log, journal, six hashes of the new edition, six of the old. ARGV: deadline, new edition, old edition, old version
 * (both empty for none), channel, ttl (ms), news, whether the journal stays, then fields of meta.
 */
export const switchScript = `${begin}
if edition == ARGV[2] then return answer('done', version) end
if not edition and ARGV[3] ~= '' then return answer('gone') end
if edition and (edition ~= ARGV[3] or version ~= ARGV[4]) then return answer('reload') end
version = string.format('%.0f', (version or 0) + 1)
redis.call('HSET', meta, 'edition', ARGV[2], 'version', version, 'requests', 0, unpack(ARGV, 9))
redis.call('HDEL', meta, 'shown')
redis.call('DEL', KEYS[2])
if ARGV[8] == '' then
  redis.call('DEL', KEYS[3])
  redis.call('HSET', meta, 'journal', 0)
  redis.call('HINCRBY', meta, 'cleared', 1)
end
for i = 4, 9 do redis.call('PERSIST', KEYS[i]) end
for i = 10, 15 do redis.call('UNLINK', KEYS[i]) end
if ARGV[6] ~= '' then for i = 1, 9 do redis.call('PEXPIRE', KEYS[i], ARGV[6]) end end
redis.call('PUBLISH', ARGV[5], ARGV[7])
return answer('done', version)
`;

/** Forgets a world. KEYS: meta, log, journal, the hashes of the edition. ARGV: deadline, edition, channel, news. */
export const dropScript = `${begin}
if not edition then return answer('gone') end
if edition ~= ARGV[2] then return answer('reload') end
redis.call('UNLINK', unpack(KEYS))
redis.call('PUBLISH', ARGV[3], ARGV[4])
return answer('done')
`;

/**
 * Renews the leases of callbacks, and takes those that nobody has.
 * KEYS: callbacks, leases. ARGV: how long a lease lasts (ms), most that are taken, ids of one's own.
 */
export const leaseScript = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
for i = 3, #ARGV do
  if redis.call('HEXISTS', KEYS[1], ARGV[i]) == 1 then redis.call('ZADD', KEYS[2], now + ARGV[1], ARGV[i]) end
end
local free = redis.call('ZRANGE', KEYS[2], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[2])
local taken = {}
for _, id in ipairs(free) do
  local what = redis.call('HGET', KEYS[1], id)
  if what then
    redis.call('ZADD', KEYS[2], now + ARGV[1], id)
    taken[#taken + 1] = id
    taken[#taken + 1] = what
  else
    redis.call('ZREM', KEYS[2], id)
  end
end
return taken
`;
