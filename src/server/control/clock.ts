// Moves the clock. It has happened when the response arrives.
import type { Schemas } from '../../../schemas/standin/types.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import type { World } from '../../core/worlds/world.ts';
import { controlOf } from './control.ts';

const operation = operationsFor<Schemas, World>();

export const clockOperations = [
  operation({
    id: 'show-clock',
    method: 'GET',
    path: '/__standin/clock',
    says: "Shows the world's instant, and how its time passes.",
    clauses: [],
    responses: { 200: 'clock' },
    handle: async (request, respond) => respond(200, controlOf(request).clock.get()),
  }),
  operation({
    id: 'change-clock',
    method: 'PUT',
    path: '/__standin/clock',
    says: 'Sets how time passes, jumps forward to an instant, or both.',
    clauses: [],
    request: 'change-clock.request',
    responses: { 200: 'clock', 400: 'problem', 409: 'problem' },
    handle: async (request, respond) => respond(200, controlOf(request).clock.set(request.body)),
  }),
  operation({
    id: 'advance-clock',
    method: 'POST',
    path: '/__standin/clock/advance',
    says: 'Moves the clock forward and lists the transitions that this caused.',
    clauses: [],
    request: 'advance-clock.request',
    responses: { 200: 'clock-next', 400: 'problem' },
    handle: async (request, respond) => respond(200, await controlOf(request).clock.advance(request.body.by)),
  }),
  operation({
    id: 'next-transition',
    method: 'POST',
    path: '/__standin/clock/next',
    says: 'Jumps to the next transition of any record and lists what happened.',
    clauses: [],
    responses: { 200: 'clock-next' },
    handle: async (request, respond) => respond(200, await controlOf(request).clock.next()),
  }),
];
