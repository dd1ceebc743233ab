// What would let a skipped clause be judged: the flag, the recording or the record that would show it.
import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Schema } from '../../core/api/documents.ts';
import { isSupporting, type Operation } from '../../core/api/operation.ts';
import type { ClauseVerdict } from './finding.ts';
import type { Remark } from './verdict.ts';

/** What a verification had, so that what it lacked can be named. */
export interface Means {
  /** Whether traffic was recorded, so that nothing could be requested. */
  readonly recorded: boolean;
  readonly writes: boolean;
  /** The names of the parameters that were given. */
  readonly params: readonly string[];
  /** Whether somebody sets states: a Standin, or a state URL. */
  readonly setsStates: boolean;
  readonly pact: boolean;
  /** Whether all readings were acceptable. */
  readonly anyReading: boolean;
}

/** What was seen, as far as it tells what is missing. */
export interface Shown {
  /** Whether any response told anything of the API. */
  readonly anything: boolean;
  /** The states in which records were seen. */
  readonly states: ReadonlySet<string>;
}

export function remedyFor(api: Api, clause: string, means: Means, shown: Shown): string {
  const operations = operationsAbout(api, clause);
  const requests = operations.map(({ method, path }) => `${method} ${path}`).join(' or ');
  if (means.recorded)
    return `a recording with ${requests || 'more requests'}${inState(statesMissing(api, clause, shown))}`;
  if (!shown.anything)
    return 'a server that answers the API at --url, with the token of --token-env if it needs one';
  const changes = operations.length > 0 && operations.every(({ method }) => method !== 'GET');
  if (changes && !means.writes) return `--write, so that ${requests} may be sent`;
  if (!means.setsStates) return ofFoundServer(api, clause, means, shown);
  if (!means.pact) return 'the exchanges of the contract: leave --no-pact out';
  return means.anyReading
    ? 'a server that follows another reading of its errata'
    : 'a server that follows an acceptable reading, or other readings in --profile';
}

/** Of a server where nobody sets states, what is there is all that can be seen. */
function ofFoundServer(api: Api, clause: string, means: Means, shown: Shown): string {
  const names = Object.keys(api.presets[0]?.params ?? {}).filter((name) => !means.params.includes(name));
  const param = names
    .slice(0, 2)
    .map((name) => `--param ${name}=…`)
    .join(' ');
  const missing = statesMissing(api, clause, shown);
  if (missing.length > 0)
    return `a record${inState(missing)}: ${[param, 'a longer --for', '--state-url'].filter(Boolean).join(', or ')}`;
  if (shown.states.size === 0) return [param, '--state-url'].filter(Boolean).join(', or ');
  return `--state-url, to set up the situation${means.writes ? '' : ', or --write'}`;
}

function inState(states: readonly string[]): string {
  return states.length === 0 ? '' : ` that is ${states.join(' or ')}`;
}

/** The states that the exchanges about a clause presuppose, where none of them was seen. */
function statesMissing(api: Api, clause: string, { states }: Shown): readonly string[] {
  const { exchanges } = documentsOf(api.name, api.folder);
  const wanted = Object.values(exchanges)
    .filter(({ clauses }) => clauses.includes(clause))
    .flatMap(({ presets = [] }) => presets)
    .flatMap(({ name, params = {} }) => {
      const preset = api.presets.find((each) => each.name === name || each.says === name);
      return preset?.creates({ ...preset.params, ...params }) ?? [];
    })
    .flatMap(({ state }) => state ?? []);
  return wanted.some((state) => states.has(state)) ? [] : [...new Set(wanted)];
}

/** The operations whose exchanges, schemas or own clauses cite a clause. */
function operationsAbout(api: Api, clause: string): readonly Operation[] {
  const { schemas, exchanges } = documentsOf(api.name, api.folder);
  const cited = Object.values(exchanges).filter(({ clauses }) => clauses.includes(clause));
  const ids = new Set(cited.map(({ operation }) => operation));
  const about = schemasAbout(schemas, clause);
  const documented = api.operations.filter((each) => !isSupporting(each));
  const direct = documented.filter(
    ({ id, clauses }) => clauses.includes(clause) || ids.has(`${api.name}/${id}`),
  );
  if (direct.length > 0) return direct;
  return documented.filter(({ request = '', responses }) =>
    [request, ...Object.values(responses)].some((name) => name !== null && about.has(name)),
  );
}

/** The schemas that cite a clause, and those that refer to one of them. */
function schemasAbout(schemas: Readonly<Record<string, Schema>>, clause: string): ReadonlySet<string> {
  const texts = Object.entries(schemas).map(([name, schema]) => [name, JSON.stringify(schema)] as const);
  const found = new Set(texts.flatMap(([name, text]) => (text.includes(`"${clause}"`) ? name : [])));
  // A set takes in what is added while it is walked, so that references are followed to their end.
  for (const name of found)
    for (const [other, text] of texts) if (text.includes(`"${name}.schema.json`)) found.add(other);
  return found;
}

/** What was not tried, where the clause was judged all the same and so does not say it. */
export function omitted(
  { name }: Api,
  remarks: readonly Remark[],
  clauses: readonly ClauseVerdict[],
): readonly string[] {
  const told = new Set(clauses.filter(({ verdict }) => verdict === 'skipped').map(({ id }) => id));
  const notTried = remarks.filter(({ by, clause }) => by.name === `${name}/writes` && !told.has(clause));
  return [...new Set(notTried.map(({ actual }) => `${actual}`))];
}
