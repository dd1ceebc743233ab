// Where the task page contradicts itself or the service, and what each reading serves.
import type { Change, Erratum } from '../../core/errata.ts';

const service = 'erigones/esdc-ce v4.6 (7e3deddd)';
const taskPaths = ['get-task', 'get-task-status', 'get-task-done', 'cancel-task'];
const everyPath = ['list-tasks', 'get-log-page', 'get-log', 'get-log-stats', ...taskPaths];
const everyReply: [number, number][] = [
  [17, 25],
  [41, 52],
  [68, 77],
  [93, 101],
  [117, 126],
  [142, 164],
  [180, 191],
];
const statusOf = (operations: readonly string[], status: string): Change[] =>
  operations.map((operation) => ({ operation, status }));

export const errata: readonly Erratum[] = [
  {
    id: 'erigones/trailing-slash',
    clauses: ['erigones/details/path', 'erigones/es-command', 'erigones/slash'],
    lines: [
      [42, 42],
      [28, 28],
      [37, 37],
    ],
    says: 'The URL of the details ends without a slash, as do the headings and the commands.',
    against: 'The URLs of the six other examples end with a slash.',
    readings: {
      literal: 'Every path answers with and without its last slash.',
      corrected: 'A path without its last slash is a 301 to the one with it.',
      observed: 'A path without its last slash is a 301 to the one with it.',
    },
    source: `${service}, api/task/urls.py, and the redirects of Django's common middleware`,
    changes: everyPath.flatMap((operation) => [
      { operation: `${operation}-bare`, route: 'without the last slash' },
      { operation: `${operation}-redirect`, route: 'without the last slash' },
    ]),
  },
  {
    id: 'erigones/log-time',
    clauses: ['erigones/log/time'],
    lines: [[149, 149]],
    says: 'A time has 22 in the place of the month and 01 in that of the day, and four digits after the second.',
    against: 'No month is the 22nd: in the form that the time imitates, the month comes before the day.',
    readings: {
      literal: 'Times are written year, day, month, with four digits after the second.',
      corrected: 'Times are ISO 8601 with six digits after the second or none, and +00:00.',
      observed: 'As corrected; on pages they end with Z instead of +00:00.',
    },
    source: `${service}, api/task`,
    changes: [
      { operation: 'get-log', body: '/results/*/time', how: 'value' },
      { operation: 'get-log-page', body: '/results/*/time', how: 'value' },
    ],
  },
  {
    id: 'erigones/log-placeholder',
    clauses: ['erigones/log/more', 'erigones/log/example'],
    lines: [[159, 161]],
    says: 'The second line of the log has one member, three dots.',
    against: 'It has none of the members of a line: it stands for the lines that the page does not print.',
    readings: {
      literal: 'The newest line, then the three dots if there are more.',
      corrected: 'The last lines themselves, ten at most.',
    },
    changes: Array.from({ length: 9 }, (_, index) => ({
      operation: 'get-log',
      body: `/results/${index + 1}`,
      how: 'presence',
    })),
  },
  {
    id: 'erigones/log-keys',
    clauses: ['erigones/log/example'],
    lines: [[148, 158]],
    says: 'A line of the log has nine members.',
    against: 'The service adds flag, and task_type to the last lines.',
    readings: {
      literal: 'Nine members.',
      corrected: 'Nine members.',
      observed: 'flag too, and without a page task_type.',
    },
    source: `${service}, api/task`,
    changes: [
      { operation: 'get-log', body: '/results/*/flag', how: 'presence' },
      { operation: 'get-log', body: '/results/*/task_type', how: 'presence' },
      { operation: 'get-log-page', body: '/results/*/flag', how: 'presence' },
    ],
  },
  {
    id: 'erigones/details-time',
    clauses: ['erigones/details/example'],
    lines: [[45, 51]],
    says: 'The details have five members.',
    against: 'The service always adds the time of the call.',
    readings: { literal: 'Five members.', corrected: 'Five members.', observed: 'Five members and time.' },
    source: `${service}, api/task`,
    changes: [{ operation: 'get-task', body: '/time', how: 'presence' }],
  },
  {
    id: 'erigones/revoked-result',
    clauses: ['erigones/cancel/revoked', 'erigones/cancel/example'],
    lines: [[123, 123]],
    says: 'The result of a revoked task is the word terminated.',
    against: 'The service puts the name of the exception before it, and in the log the signal after it.',
    readings: {
      literal: 'terminated.',
      corrected: 'terminated.',
      observed: 'TaskRevokedError: terminated; in the log, terminated (15).',
    },
    source: `${service} with Celery 3.1.25`,
    changes: [
      { operation: 'cancel-task', body: '/result', how: 'value' },
      { operation: 'get-task-status', body: '/result', how: 'value' },
      { operation: 'get-log', body: '/results/*/detail', how: 'value' },
      { operation: 'get-log-page', body: '/results/*/detail', how: 'value' },
    ],
  },
  {
    id: 'erigones/legacy-ids',
    clauses: ['erigones/list/example', 'erigones/details/example'],
    lines: [
      [22, 23],
      [42, 42],
      [50, 50],
    ],
    says: 'The first part of a task id is a number, and asking for such a task is answered.',
    against:
      'In the service of 2022 that part says who started what for whom, and other ids are let nowhere.',
    readings: {
      literal: 'Both kinds of ids are answered; what is neither is 404.',
      corrected: 'Both kinds of ids are answered; what is neither is 404.',
      observed: 'Only full ids are answered; all others are 403.',
    },
    source: `${service}, que/utils.py and api/task/permissions.py`,
    changes: statusOf(taskPaths, '403 for an id that is not a full one'),
  },
  {
    id: 'erigones/login',
    clauses: ['erigones/es-command'],
    lines: everyReply,
    says: 'No example shows who asks.',
    against: 'The service answers nobody who has not logged in or has no API key.',
    readings: {
      literal: 'Anybody is answered.',
      corrected: 'Anybody is answered.',
      observed: 'Without a token or an API key everything is 403.',
    },
    source: service,
    changes: statusOf(everyPath, '403 without a token or an API key'),
  },
  {
    id: 'erigones/unknown-route',
    clauses: ['erigones/envelope'],
    lines: everyReply,
    says: 'Every reply is JSON.',
    against: 'The service labels its answer to an unknown path as JSON and sends bare words.',
    readings: {
      literal: 'The words are in a JSON object.',
      corrected: 'The words are in a JSON object.',
      observed: 'The bare words.',
    },
    source: service,
    changes: [{ operation: 'list-tasks', route: 'any path below /api that is nothing' }],
  },
];
