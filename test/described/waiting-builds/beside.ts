// What the data beside this file cannot say of waiting builds: a copr that several builds share, chroots of one release, a
// redirect, and errors in HTML.
import { join } from 'node:path';
import { defineApiFromFile, Problem } from '../../../src/index.ts';

export const file = join(import.meta.dirname, 'waiting.standin.yaml');

export const inCode = () =>
  defineApiFromFile(file, (described) => ({
    record: {
      ...described.record,
      async complete(given, context) {
        const { copr: own = {}, chroots, ...build } = given.body ?? {};
        checkRelease(String(chroots ?? ''));
        const { store } = context;
        const copr_id = (build.copr_id as number | undefined) ?? (await store.serial('waiting copr'));
        await store.raiseSerial('waiting copr', copr_id);
        const known = (await store.parent('waiting', 'copr', `${copr_id}`)) ?? {};
        const copr = { ...known, ...(own as object) };
        const body = { ...build, copr_id, copr, ...(chroots !== undefined && { chroots }) };
        const made = await described.record.complete({ ...given, body }, context);
        return { ...made, parents: [{ kind: 'copr', id: `${copr_id}`, parent: copr }] };
      },
    },
    wire: {
      ...described.wire,
      async refuse(refusal, request) {
        const { status, headers } = await described.wire.refuse(refusal, request);
        return page(status, refusal.kind === 'wrong-method' ? 'Method Not Allowed' : 'Error', headers);
      },
    },
    operations: [
      ...described.operations,
      {
        id: 'redirect-waiting-builds',
        method: 'GET',
        path: '/waiting_builds',
        says: 'Leads to the list.',
        clauses: [],
        source: 'a Flask rule that ends in a slash',
        responses: { 301: null },
        handle: async ({ href, path }) => page(301, 'Moved Permanently', { location: href(`${path}/`) }),
      },
    ],
  }));

function page(status: number, title: string, headers: Readonly<Record<string, string>> = {}) {
  return {
    status,
    text: `<!doctype html>\n<h1>${title}</h1>\n`,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  };
}

function checkRelease(chroots: string): void {
  const releases = new Set(chroots.split(' ').map((chroot) => chroot.slice(0, chroot.lastIndexOf('-'))));
  if (releases.size > 1)
    throw new Problem(400, 'Several releases', { detail: `They are of ${releases.size}.`, given: chroots });
}
