// Drift for a person at a terminal: each difference with whose doing it is, then the draft of what to write down.
import { styleText } from 'node:util';
import { visible } from '../../core/values/visible.ts';
import type { DriftClass, Drifted } from './difference.ts';

export interface Drift {
  readonly api: string;
  /** What was compared, in words. */
  readonly before: string;
  readonly after: string;
  readonly version: string;
  readonly exchanges: readonly [before: number, after: number];
  /** How many operations both have. */
  readonly inCommon: number;
  readonly differences: readonly Drifted[];
  /** What a reader should know of how it came about, a sentence each. */
  readonly notes: readonly string[];
}

const titles: Readonly<Record<DriftClass, string>> = {
  server: 'The server has changed',
  document: 'The document is wrong',
  mock: 'Our mock is wrong',
  volatile: 'It may differ at any time',
};
const styles = {
  server: ['bold', 'red'],
  document: ['bold', 'yellow'],
  mock: ['bold', 'red'],
  volatile: 'dim',
} as const;

export function pretty(drift: Drift, { colour }: { readonly colour: boolean }): string {
  const paint = (driftClass: DriftClass, text: string) =>
    colour ? styleText(styles[driftClass] as never, text, { validateStream: false }) : text;
  const { api, before, after, exchanges, differences, notes } = drift;
  const sections = (['server', 'document', 'mock'] as const).flatMap((each) => {
    const own = differences.filter((one) => one.class === each);
    return own.length === 0 ? [] : [[paint(each, titles[each]), ...own.flatMap(inFull)].join('\n')];
  });
  const head = [
    `${api}: ${before} (${exchanges[0]} exchanges), then ${after} (${exchanges[1]} exchanges)`,
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
  return visible(`\n${[head, ...sections, lastLine(drift)].join('\n\n')}\n`);
}

function inFull({
  operation,
  situation,
  place,
  before,
  after,
  clause,
  errata,
  known,
  draft,
}: Drifted): string[] {
  return [
    `  ${operation} ${place}${known ? '  (known)' : ''}`,
    `    was     ${before}`,
    `    is      ${after}`,
    `    where   ${situation}`,
    `    clause  ${clause}${errata.length > 0 ? `, errata ${errata.join(', ')}` : ''}`,
    ...(known ? [] : [`    draft   ${JSON.stringify(draft)}`]),
  ];
}

function lastLine({ differences, inCommon }: Drift): string {
  const count = (driftClass: DriftClass) => differences.filter((each) => each.class === driftClass).length;
  const present = (['server', 'document', 'mock', 'volatile'] as const).filter((each) => count(each) > 0);
  const counts = present.map((each) => `${count(each)} ${each}`).join(', ');
  return `${counts === '' ? 'no differences' : counts}, in ${inCommon} operation${inCommon === 1 ? '' : 's'} that both have`;
}
