// The explorer: sends the requests that the invariants need, records everything, and respects what the user allows.
import type { Api } from '../../core/api/api.ts';
import { pathOf } from '../../core/api/matching.ts';
import type { Explorer, May, Params, Seen, SendOptions } from '../../core/invariants/invariant.ts';
import { isFinal } from '../../core/records/lifecycle.ts';
import { Problem } from '../../core/values/problem.ts';
import { type Notebook, observationsIn } from '../judge/trace.ts';
import type { MadeBook } from './made.ts';
import type { Stage } from './stage.ts';
import type { Received, Sent, Target } from './target.ts';
import { isReading } from './writes.ts';

export interface Circumstances {
  readonly target: Target;
  readonly stage: Stage;
  readonly notebook: Notebook;
  /** Sent with every request. A request's own header takes precedence, and an empty value removes it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Params;
  readonly writes: boolean;
  readonly ownWorld: boolean;
  readonly writeHeaders: Readonly<Record<string, string>>;
  readonly may: May;
  readonly madeBook: MadeBook;
  /** Called for what was not tried, with the reason. */
  readonly onOmitted: (clause: string, why: string) => void;
  /** Called for each link that leads elsewhere. */
  readonly onForeignLink: (href: string, from: Seen | undefined) => void;
}

/** After this many requests without a response, exploration stops. */
const mostSilences = 3;

export function createExplorer(api: Api, circumstances: Circumstances): Explorer {
  const { target, stage, notebook, params, writes, may, madeBook } = circumstances;
  const { ownWorld, writeHeaders } = circumstances;
  let silences = 0;
  /** The judge handles a single request without a response; if no request gets one any more, exploration stops. */
  const patiently = async (sent: Sent): Promise<Received> => {
    try {
      const received = await target.send(sent);
      return received;
    } catch (error) {
      if (++silences > mostSilences || !(error instanceof Problem)) throw error;
      return { at: 0, until: 0, url: target.url + sent.path, status: 0, headers: {}, text: error.detail };
    }
  };
  let staged: Seen['staged'];
  const send = async (method: string, path: string, { headers = {}, body, why }: SendOptions = {}) => {
    const entry = isReading(method) ? {} : writeHeaders;
    const all = { ...entry, ...circumstances.headers, ...stage.headers, ...headers };
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const sent = {
      method,
      path,
      ...(why !== undefined && { why }),
      headers: Object.fromEntries([
        ...(body === undefined ? [] : [['content-type', 'application/json']]),
        ...Object.entries(all).filter(([, value]) => value !== ''),
      ]) as Record<string, string>,
      ...json,
    };
    return notebook.note(sent, await patiently(sent), { staged });
  };
  const along = async (method: string, href: unknown, options?: SendOptions) => {
    if (typeof href !== 'string') return undefined;
    const path = target.pathOf(href);
    if (path !== undefined) return send(method, path, options);
    circumstances.onForeignLink(href, notebook.seen.at(-1));
    return undefined;
  };

  return {
    params,
    writes,
    ownWorld,
    may,
    send(id, options = {}) {
      const operation = api.operations.find((each) => each.id === id);
      if (!operation) throw new Error(`${api.name} has no operation '${id}'`);
      if (operation.method !== 'GET' && !writes)
        throw new Error(`${id} changes something, which is not allowed here`);
      const query = Object.entries(options.query ?? {}).filter(([, value]) => value !== undefined);
      const search =
        query.length === 0
          ? ''
          : `?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, `${value}`]))}`;
      const why = options.why ?? operation.says;
      return send(operation.method, pathOf(operation, options.params ?? {}) + search, { ...options, why });
    },
    follow: (href) => along('GET', href),
    attempt: async (method, href, body, why = 'To see it refused.') =>
      writes ? along(method, href, { body, why }) : undefined,
    made: (made) => madeBook.note(made),
    omitted: circumstances.onOmitted,
    async stage(name, given = {}, staging) {
      const situation = api.presets.find((each) => each.name === name);
      if (!situation) throw new Error(`${api.name} has no preset '${name}'`);
      notebook.turn();
      const params = await stage.set(situation, given, staging);
      staged = params && stage.holds ? { preset: name, params } : undefined;
      return params;
    },
    async watch(look, isOver = (seen) => showsOnlyEnds(api, seen, may)) {
      while (!isOver(await look())) {
        staged = undefined;
        if (!(await stage.pass())) return;
      }
    },
  };
}

function showsOnlyEnds(api: Api, seen: Seen, may: May): boolean {
  const states = observationsIn(api, seen, may).flatMap((observation) => observation.states);
  return states.every((state) => isFinal(api.lifecycle, state));
}
