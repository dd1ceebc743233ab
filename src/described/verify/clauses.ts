// The clauses of a described API: statements of the document and of the lifecycle file, each with its line.
import { createHash } from 'node:crypto';
import type { Clause, Ledger } from '../../core/api/documents.ts';
import { type Description, type Kind, wordOf } from '../engine/model.ts';
import { isObject, within } from '../source/library.ts';
import type { Place } from '../source/place.ts';
import { longRunning, monitorClause } from './monitors.ts';

export interface Citations {
  readonly operation: (id: string) => string;
  readonly state: (kind: Kind, state: string) => string;
  /** A statement about a kind: order, fields, commands, lists. */
  readonly kind: (kind: Kind, what: string) => string;
}

export function citations({ name }: Pick<Description, 'name'>): Citations {
  return {
    operation: (id) => `${name}/operation/${id}`,
    state: (kind) => `${name}/${kind.name}/order`,
    kind: (kind, what) => `${name}/${kind.name}/${what}`,
  };
}

/** `schemaNames`: all of its schemas. */
export function ledgerOf(description: Description, schemaNames: readonly string[]): Ledger {
  const { source } = description.document.whole;
  const lines = source.text.split('\n');
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  return {
    document: {
      name: source.name,
      sha256: hash(source.text),
      lines: lines.length,
      lineHashes: lines.map((line) => hash(line).slice(0, 8)),
    },
    clauses: [
      ...operationClauses(description),
      ...monitorClauses(description),
      ...schemaClauses(description, schemaNames),
      ...description.kinds.flatMap((kind) => kindClauses(description, kind)),
    ],
    leftOut: [],
  };
}

function clauseAt(
  description: Description,
  id: string,
  place: Place,
  says: string,
  kind: Clause['kind'] = 'asserted',
): Clause {
  const line = place.source.lineOf(place.pointer);
  const isMain = place.source.file === description.document.whole.source.file;
  return { id, lines: [[line, line]], kind, says, ...(!isMain && { document: place.source.name }) };
}

function operationClauses(description: Description): Clause[] {
  const { operation } = citations(description);
  return description.document.operations.map((each) =>
    clauseAt(description, operation(each.id), each.place, each.says),
  );
}

function monitorClauses(description: Description): Clause[] {
  return longRunning(description).map((operation) =>
    clauseAt(
      description,
      monitorClause(description, operation),
      within(operation.place, 'x-ms-long-running-operation') ?? operation.place,
      `${operation.id} is long-running: its responses say where to look, for how many whole seconds to wait, and how it goes.`,
    ),
  );
}

/** One for each schema of the document, and for each member of it. */
function schemaClauses(description: Description, names: readonly string[]): Clause[] {
  const { table, name } = description;
  return names.flatMap((schemaName) => {
    const place = table.placeOf(schemaName);
    if (!place) return [];
    const { properties } = table.schemas[schemaName] ?? {};
    const members = Object.keys(isObject(properties) ? properties : {});
    const id = `${name}/schema/${schemaName}`;
    return [
      clauseAt(description, id, place, saysOf(place, `A body of the schema ${schemaName}.`)),
      ...members.map((member) => {
        const at = within(place, 'properties', member) ?? place;
        return clauseAt(
          description,
          `${id}/${member}`,
          at,
          saysOf(at, `The member ${member} of ${schemaName}.`),
        );
      }),
    ];
  });
}

function saysOf(place: Place, usual: string): string {
  const said = within(place, 'description')?.value;
  return typeof said === 'string' && said.trim() !== ''
    ? said.trim().split('\n', 1)[0]!.slice(0, 160)
    : usual;
}

/** The clauses of a kind in the lifecycle file. */
function kindClauses(description: Description, kind: Kind): Clause[] {
  const { kind: cite } = citations(description);
  const { place } = kind;
  const at = (...names: string[]) => within(place, ...names) ?? place;
  const word = (state: string) => String(wordOf(kind.words, state));
  const plans = Object.values(kind.plans).map((plan) => plan.map(({ state }) => state).join(', '));
  const clauses = [
    clauseAt(
      description,
      cite(kind, 'order'),
      at('scenarios'),
      `The states of a ${kind.name} follow each other: ${plans.join('; ')}. A final state stays.`,
    ),
    clauseAt(
      description,
      cite(kind, 'words'),
      at('state'),
      `Its state is shown as ${[...new Set(kind.states.map(word))].join(', ')}.`,
    ),
    clauseAt(
      description,
      cite(kind, 'fields'),
      at('fields'),
      'A fact of a state is there in that state and in no other; known facts stay; times rise.',
    ),
    clauseAt(
      description,
      cite(kind, 'id'),
      at('id'),
      `A request by id shows the ${kind.name} with that id, or a 404 if there is none.`,
    ),
  ];
  if (kind.lists.length > 0)
    clauses.push(
      clauseAt(
        description,
        cite(kind, 'lists'),
        at('lists'),
        'A list holds what was requested, in order, and pages neither lose nor repeat.',
      ),
    );
  if (kind.commands.length > 0)
    clauses.push(
      clauseAt(
        description,
        cite(kind, 'commands'),
        at('commands'),
        'A command is run in the states that allow it, and refused in others.',
      ),
    );
  if (kind.creates.length > 0)
    clauses.push(
      clauseAt(
        description,
        cite(kind, 'creates'),
        at('creates'),
        `A creation makes a new ${kind.name}, which can be found at once.`,
      ),
    );
  if (kind.views.length > 1)
    clauses.push(clauseAt(description, cite(kind, 'views'), at('views'), 'The views of a record agree.'));
  return clauses;
}
