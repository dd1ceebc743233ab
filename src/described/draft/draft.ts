// Drafts a lifecycle file from a plain document: what could be read, from where, and what a person has to answer.
import { basename, dirname, resolve } from 'node:path';
import { escapePointer } from '../../core/values/pointer.ts';
import { annotated } from '../presets/annotated.ts';
import type { Context } from '../resolve/context.ts';
import { responseSchema, successOf } from '../resolve/context.ts';
import { cancelsFor, creatorsFor, detailsOf, endOf, listsFor, propertiesAt } from '../resolve/signals.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { readDocument, toWords, unique } from '../source/document.ts';
import { openLibrary } from '../source/library.ts';
import { createSchemaTable } from '../source/schemas.ts';
import { readSource } from '../source/source.ts';
import { type Words, wordsOf } from './words.ts';

export interface Draft {
  /** The text of a lifecycle file. */
  readonly text: string;
  /** How many questions are left for a person. */
  readonly open: number;
}

interface Candidate {
  readonly detail: DocumentOperation;
  readonly words: Words;
  readonly score: number;
}

/** Below this score it is as likely the state of a purchase or a licence as that of work in progress. */
const least = 4;

/** Reads what a document shows. `expand`: writes out what the conventions of its annotations set, for users to edit. */
export function draftOf(path: string, { expand = false } = {}): Draft {
  const file = resolve(path);
  const source = readSource(file, path);
  const document = readDocument(openLibrary(source, dirname(file)));
  const table = createSchemaTable(document, (name) => name);
  const context: Context = { document, table, text: { standin: 1, document: path }, whole: document.whole };
  const head = `# yaml-language-server: $schema=https://unpkg.com/standin/schemas/standin/lifecycle.json\nstandin: 1\ndocument: ${basename(path)}\n`;
  const { text, records } = annotated(context, undefined);
  if (records && expand)
    return {
      text: `${head}protocol: plain # what '${text.protocol}' sets, written out\nrecords: ${JSON.stringify(records.value, null, 2)}\n`,
      open: 0,
    };
  if (records)
    return {
      text: `${head}protocol: ${text.protocol} # its annotations are enough; --expand writes it out\n`,
      open: 0,
    };
  const found = candidatesIn(context);
  if (found.length === 0)
    return {
      text: `${head}records: # TODO: nothing in the document looks like an asynchronous operation; add it here\n`,
      open: 1,
    };
  const names = new Set<string>();
  const kinds = found.map((each) => kindText(context, each, unique(nameOf(each), names)));
  return {
    text: `${head}records:\n${kinds.map((each) => each.text).join('')}`,
    open: kinds.reduce((sum, each) => sum + each.open, 0),
  };
}

const noun =
  /(job|task|build|run|batch|operation|action|pipeline|workflow|deploy|export|import|execution|transcri|predict|render|scan|backup|sync)/i;
const endTime =
  /^(finished|finish|ended|end|completed|completion|terminated)(_at|_on|_time|At|On|Time|Date|DateTime)?$/;

function candidatesIn(context: Context): Candidate[] {
  const found = detailsOf(context).flatMap((detail) => {
    const words = wordsOf(context, detail);
    if (!words) return [];
    const isCreated = creatorsFor(context, detail).length > 0;
    const isNamedSo = noun.test(detail.path);
    // Without words of its own only what is called like work, and is begun, is worth the question.
    if (words.areMadeUp) return isCreated && isNamedSo ? [{ detail, words, score: least }] : [];
    const signals = [
      isCreated,
      cancelsFor(context, detail).length > 0,
      isNamedSo,
      words.ends.some((word) => endOf(word) === 'failed'),
      hasEndTime(context, detail, words),
    ];
    return [{ detail, words, score: 2 + signals.filter(Boolean).length }];
  });
  return found.filter(({ score }) => score >= least).sort((a, b) => b.score - a.score);
}

/** Whether a time of the end stands beside the state. */
function hasEndTime(context: Context, detail: DocumentOperation, { member }: Words): boolean {
  const schemaName = responseSchema(context, detail, successOf(detail));
  if (schemaName === undefined) return false;
  const around = member.pointer.slice(0, member.pointer.lastIndexOf('/'));
  return propertiesAt(context.table.schemas, schemaName, around).some(([name]) => endTime.test(name));
}

function kindText(
  context: Context,
  { detail, words: { member, going, ends, from, areMadeUp } }: Candidate,
  name: string,
): { text: string; open: number } {
  const named = (operation: DocumentOperation) =>
    operation.operationId ?? `'${operation.method} ${operation.path}'`;
  const at = (operation: DocumentOperation) =>
    `#/paths/${escapePointer(operation.path)}/${operation.method.toLowerCase()}`;
  const where = `line ${detail.place.source.lineOf(detail.place.pointer)}`;
  const first = (end: string) => ends.find((word) => endOf(word) === end);
  const [good, bad, canceled] = [first('succeeded'), first('failed'), first('canceled')];
  const passing =
    canceled === undefined ? undefined : going.find((word) => /^cancell?ing|abort|stopping/i.test(word));
  const way = going.filter((word) => word !== passing);
  const list = (states: readonly (string | undefined)[]) =>
    `[${states.filter((state) => state !== undefined).join(', ')}]`;
  const questions = [
    way.length > 1 ? 'TODO: is this their order? how long does each last?' : 'TODO: how long does it last?',
  ];
  if (good === undefined) questions.push('TODO: which word means that it succeeded?');
  const others = ends.filter((word) => ![good, bad, canceled].includes(word));
  const lines = [
    `  ${name}: # ${at(detail)} (${where})`,
    `    state: ${member.pointer} # ${from}: ${(areMadeUp || member.words.length === 0 ? [...going, ...ends] : member.words).join(', ')}`,
    '    scenarios:',
    `      succeeds: ${list([...way.map((state) => `${state} 2s`), good ?? ends[0]])} # ${questions.join(' ')}`,
    ...(bad ? [`      fails: ${list([...way, bad])} # TODO: from which state does it fail?`] : []),
    ...(canceled ? [`      canceled: ${list([...way, passing && `${passing} 2s`, canceled])}`] : []),
    ...others.map((word) => `      ${toWords(word)}: ${list([...way, word])} # TODO: when does it end so?`),
    '    views:',
    `      detail: { operation: ${named(detail)} } # ${at(detail)}`,
    ...listOr(
      'creates',
      creatorsFor(context, detail).slice(0, 1),
      (each) => `      - { operation: ${named(each)} } # ${at(each)}`,
    ),
    ...listOr(
      'lists',
      listsFor(context, detail),
      (each) => `      - { operation: ${named(each)} } # ${at(each)}`,
    ),
    ...listOr(
      'commands',
      canceled ? cancelsFor(context, detail).slice(0, 1) : [],
      (each) =>
        `      cancel: { operation: ${named(each)}, from: ${list(way)}, to: ${list([passing && `${passing} 2s`, canceled])} } # ${at(each)}`,
    ),
  ];
  return { text: `${lines.join('\n')}\n`, open: lines.join('\n').split('TODO').length - 1 };
}

/** A kind is called after the last part of its path that is spelled out. */
function nameOf({ detail }: Candidate): string {
  const part = detail.path
    .split('/')
    .filter((each) => each !== '' && !each.includes('{'))
    .at(-1);
  return toWords(part ?? 'record')
    .replace(/(?<=..)s$/, '')
    .replace(/sse$|che$/, (end) => end.slice(0, -1));
}

function listOr(
  name: string,
  found: readonly DocumentOperation[],
  line: (each: DocumentOperation) => string,
): string[] {
  return found.length === 0 ? [] : [`    ${name}:`, ...found.map(line)];
}
