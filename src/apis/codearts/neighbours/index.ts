// What a real client needs beside the documented operations: rows that rest on a public source instead of a clause.
import type { Operation } from '../../../core/operation.ts';
import { iamRows } from './iam.ts';
import { logRows } from './log.ts';
import { recordRows } from './records.ts';
import { startRows } from './start.ts';
import { statusRows } from './status.ts';
import { stopRows } from './stop.ts';

export const neighbours: readonly Operation[] = [
  ...iamRows,
  ...startRows,
  ...stopRows,
  ...statusRows,
  ...recordRows,
  ...logRows,
];
