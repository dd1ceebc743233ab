// The model: one Standin in memory answers what was carried out, in the order of the journal. Each answer, and the world at the end,
// has to be the same.
import { isDeepStrictEqual } from 'node:util';

/** What is not as the model has it, in sentences. */
export async function differencesFrom(model, { world, requests, entries, exported }) {
  const found = [];
  const byName = new Map(requests.map((each) => [each.name, each]));
  const seen = new Set();
  let now = Date.parse((await model.world(world).clock.get()).now);
  for (const { at, headers, number } of entries) {
    const name = headers['x-campaign'];
    const asked = byName.get(name);
    if (!asked) continue;
    if (seen.has(name)) found.push(`request ${name} was carried out twice`);
    seen.add(name);
    const instant = Date.parse(at);
    if (instant < now) found.push(`entry ${number} is at ${at}, before the one that came first`);
    else if (instant > now) await model.world(world).clock.advance(instant - now);
    now = Math.max(now, instant);
    const response = await model.fetch(`http://127.0.0.1:4010/~${world}${asked.path}`, {
      method: asked.method,
      headers: asked.sent.headers,
      body: asked.sent.body,
    });
    const text = await response.text();
    if (!asked.acknowledged) {
      if (asked.refused) found.push(`request ${name} was refused with a 503, and carried out`);
      continue;
    }
    const { answer } = asked;
    if (answer.status !== response.status || answer.text !== text)
      found.push(
        `${asked.method} ${asked.path} (${name}): ${answer.status} ${answer.text.slice(0, 200)} instead of ${response.status} ${text.slice(0, 200)}`,
      );
  }
  for (const { name, acknowledged, method, path } of requests)
    if (acknowledged && !seen.has(name)) found.push(`${method} ${path} (${name}) was acknowledged and is lost`);
  const last = await (await model.fetch(`http://127.0.0.1:4010/~${world}/__standin/world`)).json();
  for (const each of exported) {
    const differs = differing(lasting(each), lasting(last));
    if (differs.length > 0) found.push(`the world at the end has other ${differs.join(', ')}`);
  }
  return found;
}

/** A world without what is counted for each process, and without its clock, which may have moved since the last request. */
function lasting({ clock, requests, journal, ...rest }) {
  return rest;
}

function differing(one, other) {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (member) => !isDeepStrictEqual(one[member], other[member]),
  );
}
