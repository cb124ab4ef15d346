-- Plays the requests of a file in turn and prints its figures as one line of JSON.
-- Lines: "header<TAB>name<TAB>value" or "<METHOD><TAB>path<TAB>body".
local requests, turn = {}, 0

local function split(line)
  return line:match("^([^\t]*)\t([^\t]*)\t?(.*)$")
end

function init(arguments)
  for line in io.lines(arguments[1]) do
    local first, second, third = split(line)
    if first == "header" then
      wrk.headers[second] = third
    else
      requests[#requests + 1] = wrk.format(first, second, wrk.headers, third ~= "" and third or nil)
    end
  end
  math.randomseed(os.time())
  turn = math.random(#requests)
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local format = 'figures {"perSecond":%.2f,"p50":%.3f,"p95":%.3f,"p99":%.3f,"failed":%d}\n'
  local function at(percentile) return latency:percentile(percentile) / 1000 end
  local per_second = summary.requests / (summary.duration / 1000000)
  io.write(format:format(per_second, at(50), at(95), at(99), failed))
end
