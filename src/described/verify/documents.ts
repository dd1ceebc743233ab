// The documents' data of a described API, made in memory: schemas, exchanges, clauses.
import type { Documents, Exchange } from '../../core/api/documents.ts';
import type { Description } from '../engine/model.ts';
import { requestSchema } from '../engine/requests.ts';
import { type Citations, ledgerOf } from './clauses.ts';
import { exchangesOf } from './exchanges.ts';

export function documentsFor(description: Description, cite: Citations): Documents {
  let exchanges: Readonly<Record<string, Exchange>> | undefined;
  let ledger: Documents['ledger'] | undefined;
  const schemas = completed(description);
  return {
    schemas,
    errata: [],
    get exchanges() {
      exchanges ??= exchangesOf(description, cite);
      return exchanges;
    },
    get ledger() {
      ledger ??= ledgerOf(description, Object.keys(schemas));
      return ledger;
    },
  };
}

/**
 * The schemas of the table. Each is converted on first use, and only then are those that it refers to added: whoever asks for all
 * names gets the names of these too.
 */
function completed({ table, document }: Description): Documents['schemas'] {
  let isComplete = false;
  const complete = () => {
    for (const operation of document.operations) {
      requestSchema(table, operation);
      for (const { schema, status } of operation.responses())
        if (schema) table.nameOf(schema, `${operation.id}.${status}`);
    }
    const read = new Set<string>();
    for (let before = -1; before !== read.size; ) {
      before = read.size;
      for (const name of Object.keys(table.schemas))
        if (!read.has(name)) read.add(name) && table.schemas[name];
    }
    isComplete = true;
  };
  return new Proxy(table.schemas, {
    ownKeys(schemas) {
      if (!isComplete) complete();
      return Reflect.ownKeys(schemas);
    },
  });
}
