// What a real client needs beside the documented operations: operations that rest on a public source instead of a clause.
import type { Operation } from '../../../core/api/operation.ts';
import { reportOperations } from './report.ts';

export const supporting: readonly Operation[] = reportOperations;
