// What a real client needs beside the documented operations: rows that rest on a public source instead of a clause.
import type { Operation } from '../../../core/operation.ts';
import { buildRows } from './builds.ts';
import { chrootRows } from './chroots.ts';
import { projectRows } from './projects.ts';
import { rootRows } from './root.ts';
import { submitRows } from './submit.ts';

export const neighbours: readonly Operation[] = [
  ...rootRows,
  ...projectRows,
  ...buildRows,
  ...submitRows,
  ...chrootRows,
];
