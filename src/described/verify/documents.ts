// The documents' data of a described API, made in memory: schemas, exchanges, clauses.
import type { Documents, Exchange } from '../../core/api/documents.ts';
import type { Description } from '../engine/model.ts';
import { type Citations, ledgerOf } from './clauses.ts';
import { exchangesOf } from './exchanges.ts';

export function documentsFor(description: Description, cite: Citations): Documents {
  let exchanges: Readonly<Record<string, Exchange>> | undefined;
  let ledger: Documents['ledger'] | undefined;
  return {
    schemas: description.table.schemas,
    errata: [],
    get exchanges() {
      exchanges ??= exchangesOf(description, cite);
      return exchanges;
    },
    get ledger() {
      ledger ??= ledgerOf(description);
      return ledger;
    },
  };
}
