// The supporting operations: real clients need them beside the documented ones, and they cite a public source instead of a clause.
import type { Operation } from '../../../core/api/operation.ts';
import { buildOperations } from './builds.ts';
import { chrootOperations } from './chroots.ts';
import { projectWithParts } from './project.ts';
import { projectOperations } from './projects.ts';
import { rootOperations } from './root.ts';
import { submitOperations } from './submit.ts';

export const supporting: readonly Operation[] = [
  ...rootOperations,
  ...projectOperations,
  ...projectWithParts,
  ...buildOperations,
  ...submitOperations,
  ...chrootOperations,
];
