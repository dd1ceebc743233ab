// The presets of a described API: one for each state of each kind, and several records for its lists.
import type { Creation, Preset } from '../../core/api/api.ts';
import { countOf } from '../../core/records/attributes.ts';
import { type Description, type Kind, nameOf } from '../engine/model.ts';
import { toWords } from '../source/document.ts';
import type { Facts } from '../values/subject.ts';
import type { Citations } from './clauses.ts';

export function presetsOf(description: Description, cite: Citations): Preset<Facts>[] {
  return description.kinds.flatMap((kind) => [
    ...kind.states.map((state) => inState(kind, state, cite)),
    several(kind, cite),
  ]);
}

function inState(kind: Kind, state: string, cite: Citations): Preset<Facts> {
  return {
    name: presetName(kind, state),
    says: `${kind.name} {id} is ${state}`,
    clauses: [cite.state(kind, state)],
    params: { id: presetId(kind) },
    creates: (params) => [
      {
        state,
        scenario: scenarioThrough(kind, state),
        attributes: { kind: kind.name, id: String(params.id) } as Partial<Facts>,
      },
    ],
  };
}

/** A scenario that reaches a state; the default one if only a command leads there. */
function scenarioThrough(kind: Kind, state: string): string {
  const found = Object.entries(kind.plans).find(([, plan]) => plan.some((stage) => stage.state === state));
  return nameOf(kind, found?.[0] ?? Object.keys(kind.plans)[0]!);
}

export function presetName(kind: Kind, state: string): string {
  return `${toWords(kind.name)}-is-${toWords(state)}`;
}

/** Text, because ids in requests are text. */
export function presetId(kind: Kind): string {
  if (kind.idIsNumber) return '4711';
  return kind.id.replaceAll(/\{([^{}]*)\}/g, (_, what: string) => {
    const [key, more] = what.split(':');
    if (key === 'hex') return '4711'.repeat(64).slice(0, Number(more) || 24);
    if (key === 'uuid') return '47114711-4711-4711-8711-471147114711';
    return key === 'n' ? '4711' : 'sample';
  });
}

export function manyName(kind: Kind): string {
  return `several-${toWords(kind.name)}-records`;
}

/** Records that have ended, some in each final state, so that lists of them do not change; or those that a list shows at all. */
function several(kind: Kind, cite: Citations): Preset<Facts> {
  const last = Object.values(kind.plans).map((plan) => plan.at(-1)!.state);
  const ends = [...new Set(kind.lists[0]?.only ?? last)].filter((state) => !kind.unseen.includes(state));
  return {
    name: manyName(kind),
    says: `there are {records} ${kind.name} records in ${ends.join(', ')}`,
    clauses: [cite.state(kind, ends[0] ?? kind.states[0]!)],
    params: { records: 7 },
    creates: (params) =>
      Array.from({ length: countOf(params, 'records') }, (_, index): Creation<Facts> => {
        const state = ends[index % ends.length] ?? kind.states[0]!;
        return {
          state,
          scenario: scenarioThrough(kind, state),
          attributes: { kind: kind.name, ...(kind.idInPath && { id: `sample-${index}` }) } as Partial<Facts>,
        };
      }),
  };
}
