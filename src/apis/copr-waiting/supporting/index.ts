// The supporting operations: real clients need them beside the documented ones, and they cite a public source instead of a clause.
import type { Operation } from '../../../core/api/operation.ts';
import { reportOperations } from './report.ts';

export const supporting: readonly Operation[] = reportOperations;
