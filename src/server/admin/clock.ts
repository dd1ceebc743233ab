// Moving the clock. When a reply has come, it has happened.
import type { Shapes } from '../../../schemas/standin/types.ts';
import { operationsFor } from '../../core/operation.ts';
import { steeringOf } from '../steering.ts';

const operation = operationsFor<Shapes>();

export const clockOperations = [
  operation({
    id: 'show-clock',
    method: 'GET',
    path: '/__standin/clock',
    says: "Shows the world's instant and how its time passes.",
    clauses: [],
    replies: { 200: 'clock' },
    handle: async (call, reply) => reply(200, steeringOf(call).clock.show()),
  }),
  operation({
    id: 'change-clock',
    method: 'PUT',
    path: '/__standin/clock',
    says: 'Sets how time passes, jumps forward to an instant, or both.',
    clauses: [],
    request: 'change-clock.request',
    replies: { 200: 'clock', 400: 'problem', 409: 'problem' },
    handle: async (call, reply) => reply(200, steeringOf(call).clock.set(call.body)),
  }),
  operation({
    id: 'advance-clock',
    method: 'POST',
    path: '/__standin/clock/advance',
    says: 'Moves the clock forward.',
    clauses: [],
    request: 'advance-clock.request',
    replies: { 200: 'clock', 400: 'problem' },
    handle: async (call, reply) => reply(200, steeringOf(call).clock.advance(call.body.by)),
  }),
  operation({
    id: 'next-transition',
    method: 'POST',
    path: '/__standin/clock/next',
    says: 'Jumps to the next transition of any record and tells what happened.',
    clauses: [],
    replies: { 200: 'clock-next' },
    handle: async (call, reply) => reply(200, await steeringOf(call).clock.next()),
  }),
];
