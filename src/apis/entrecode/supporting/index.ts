// The supporting operations: real clients need them beside the documented ones, and they cite a public source instead of a clause.
import type { Operation } from '../../../core/api/operation.ts';
import { apps } from './apps.ts';
import { deployments } from './deployments.ts';
import { parts } from './parts.ts';
import { platforms } from './platforms.ts';

export const supporting: readonly Operation[] = [...apps, ...platforms, ...parts, ...deployments];
