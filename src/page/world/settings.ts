// The faults, scenarios and readings of the world, as they were told last.
import { signal } from '@preact/signals';
import type { FaultList, Scenarios } from '../../../schemas/standin/types.ts';

export type Fault = FaultList['faults'][number];
export type ScenarioSettings = Scenarios;

export const faults = signal<readonly Fault[]>([]);
export const scenarios = signal<ScenarioSettings | undefined>(undefined);
export const readings = signal<Readonly<Record<string, string>>>({});
