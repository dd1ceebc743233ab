// The model: one Standin in memory answers what was carried out, in the order of the journal. Each answer, and the world at the end,
// has to be the same.
import { isDeepStrictEqual } from 'node:util';

/** What is not as the model has it, in sentences. */
export async function differencesFrom(model, { world, requests, entries, exported }) {
  const found = [];
  const byName = new Map(requests.map((each) => [each.name, each]));
  const seen = new Set();
  /** By request: how its answer differs, if it does. Of what was done twice, the client has seen one answer. */
  const answers = new Map();
  let now = Date.parse((await model.world(world).clock.get()).now);
  for (const { at, headers, number } of entries) {
    const name = headers['x-campaign'];
    const asked = byName.get(name);
    if (!asked) continue;
    // What only looked is done again where the answer of the store was lost; it has then been done, and noted, twice.
    if (seen.has(name) && asked.method !== 'GET')
      found.push(`${asked.method} ${asked.path} (${name}) was carried out twice`);
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
    if (answer.status === response.status && answer.text === text) answers.set(name, undefined);
    else if (!answers.has(name))
      answers.set(
        name,
        `${asked.method} ${asked.path} (${name}): ${answer.status} ${answer.text.slice(0, 200)} instead of ${response.status} ${text.slice(0, 200)}`,
      );
  }
  found.push(...[...answers.values()].filter(Boolean));
  for (const { name, acknowledged, method, path } of requests)
    if (acknowledged && !seen.has(name))
      found.push(`${method} ${path} (${name}) was acknowledged and is lost`);
  const last = await (await model.fetch(`http://127.0.0.1:4010/~${world}/__standin/world`)).json();
  for (const each of exported) {
    const [is, wanted] = [lasting(each), lasting(last)];
    for (const member of differing(is, wanted)) {
      const texts = [is, wanted].map((whole) => JSON.stringify(whole[member], inOrder));
      const at = [...texts[0]].findIndex((character, index) => character !== texts[1][index]);
      const around = (text) => text.slice(Math.max(0, at - 60), at + 100);
      found.push(
        `the world at the end has other ${member}: ${around(texts[0])} instead of ${around(texts[1])}`,
      );
    }
  }
  return found;
}

/**
 * A world without what is counted for each process, and without its clock, which may have moved since the last request. Series and
 * kinds of parents have no order among each other; the parents of one kind have.
 */
function lasting({ clock, requests, journal, serials, parents, ...rest }) {
  return { ...rest, serials: Object.fromEntries(serials), parents: byKind(parents) };
}

/** For texts that can be compared: the members of an object by their names. */
function inOrder(_, value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byKind(parents) {
  const kinds = {};
  for (const each of parents) {
    const kind = `${each.api} ${each.kind}`;
    kinds[kind] = [...(kinds[kind] ?? []), each];
  }
  return kinds;
}

function differing(one, other) {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (member) => !isDeepStrictEqual(one[member], other[member]),
  );
}
