// What a real client needs beside the documented operations: rows that rest on a public source instead of a clause.
import type { Operation } from '../../../core/operation.ts';
import { reportRows } from './report.ts';

export const neighbours: readonly Operation[] = reportRows;
