// Every field of every document with every JSON type that no reading allows there, beside a member that no document has: each is a
// failure at its place. Among them is every null that is not allowed.
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import type { Exchange } from '../../src/core/api/documents.ts';
import { escapePointer } from '../../src/core/values/pointer.ts';
import { verifyHar } from '../../src/verify.ts';
import { type Described, describedPlaces, valuesByKind } from './_places.ts';

const full = process.env.STANDIN_FULL === '1';
const apis: readonly Api[] = Object.values(registry);

describe.each(apis.map((api) => [api.name, api] as const))('%s', (_, api) => {
  it('values of wrong types all fail at their places, whatever stands beside them', async () => {
    const missed: string[] = [];
    let tried = 0;
    const places = describedPlaces(api);
    const honest = places.find(({ exchange }) => exchange.response.status === 200)!.exchange;
    for (const wrong of wrongsOf(places)) {
      const { findings } = await verifyHar({ api, har: archiveWith(wrong, honest) });
      // Of some refusals no clause says how they look: what is wrong in these is unusual.
      const isRefusal = wrong[0]!.place.exchange.response.status >= 400;
      const failed = findings
        .filter(({ severity }) => severity === 'failed' || (isRefusal && severity === 'unusual'))
        .map(({ pointer }) => pointer);
      for (const { place, value } of wrong) {
        tried++;
        const pointer = place.path.map((part) => `/${escapePointer(part)}`).join('');
        if (!failed.includes(pointer))
          missed.push(`${JSON.stringify(value)} at ${pointer} of ${place.exchange.operation}`);
      }
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(50);
  });
});

interface Wrong {
  readonly place: Described;
  readonly value: unknown;
}

/** All wrong values, in groups: those of members that hold no others stand beside each other in one response. */
function* wrongsOf(places: readonly Described[]): Generator<readonly Wrong[]> {
  for (const exchange of new Set(places.map((place) => place.exchange))) {
    const here = places.filter((place) => place.exchange === exchange);
    const isInner = ({ path }: Described) =>
      here.some((each) => each.path.join('/').startsWith(`${path.join('/')}/`));
    const wrongs = here.map((place) =>
      Object.entries(valuesByKind).flatMap(([kind, value]) =>
        place.kinds.has(kind) ? [] : [{ place, value }],
      ),
    );
    const leaves = wrongs.filter(([first]) => first && !isInner(first.place));
    for (let turn = 0; leaves.some((each) => turn < each.length); turn++)
      yield leaves.flatMap((each) => each[turn] ?? []);
    const inner = wrongs.filter((each) => !leaves.includes(each));
    // A wrong value hides what it stands for, so that these are tried one by one: every null, and one other.
    for (const [index, each] of inner.entries())
      for (const [turn, wrong] of each.entries())
        if (full || wrong.value === null || turn === index % each.length) yield [wrong];
  }
}

/** A recording of an exchange whose body has wrong values, and unknown members around them, after one that shows something. */
function archiveWith(wrongs: readonly Wrong[], honest: Exchange): string {
  const { exchange } = wrongs[0]!.place;
  const { response } = exchange;
  const body = wrongs.reduce<unknown>(
    (whole, { place, value }) => placed(whole, place.path, value),
    response.body,
  );
  const changed = { ...exchange, response: { ...response, body } };
  return JSON.stringify({ log: { entries: [honest, changed].map(toEntry) } });
}

function toEntry({ request, response }: Exchange, second: number) {
  const url = new URL(request.path, 'http://server.example');
  for (const [name, text] of Object.entries(request.query ?? {})) url.searchParams.set(name, text);
  const headers = (given: object | undefined) =>
    Object.entries({ 'content-type': 'application/json', ...given }).map(([name, value]) => ({
      name,
      value,
    }));
  const content = { text: JSON.stringify(response.body) };
  return {
    startedDateTime: `2026-03-01T12:00:0${second}.000Z`,
    time: 1,
    request: { method: request.method, url: url.href, headers: headers(request.headers) },
    response: { status: response.status, headers: headers(response.headers), content },
  };
}

function placed(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(body)) return body.with(Number(name), placed(body[Number(name)], rest, value));
  const object = body as Readonly<Record<string, unknown>>;
  return { zzz: 1, ...object, [name]: placed(object[name], rest, value) };
}
