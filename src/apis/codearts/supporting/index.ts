// The supporting operations: real clients need them beside the documented ones, and they cite a public source instead of a clause.
import type { Operation } from '../../../core/api/operation.ts';
import { historyOperations } from './history.ts';
import { iamOperations } from './iam.ts';
import { jobOperations } from './jobs.ts';
import { logOperations } from './log.ts';
import { outputOperations } from './output.ts';
import { recordInfoOperations } from './record-info.ts';
import { recordOperations } from './records.ts';
import { startOperations } from './start.ts';
import { statusOperations } from './status.ts';
import { stopOperations } from './stop.ts';

export const supporting: readonly Operation[] = [
  ...iamOperations,
  ...startOperations,
  ...stopOperations,
  ...statusOperations,
  ...recordOperations,
  ...logOperations,
  ...jobOperations,
  ...historyOperations,
  ...recordInfoOperations,
  ...outputOperations,
];
