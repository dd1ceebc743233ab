// What the service says of itself when it is asked for its options, but for its words.
import type { RequestHead } from '../../../core/api/operation.ts';
import { operationsAt } from '../operations.ts';
import { operationsBeside } from './index.ts';

/** What the service calls its functions: by the last part of the page's paths, and by the first operation beside the page. */
const names: Readonly<Record<string, string>> = {
  task: 'Task List',
  '{task_id}': 'Task Details',
  status: 'Task Status',
  state: 'Task Status',
  done: 'Task Done',
  cancel: 'Task Cancel',
  log: 'Task Log',
  stats: 'Task Log Stats',
  ping: 'Api Ping',
  login: 'Api Login',
  logout: 'Api Logout',
  'create-user': 'User Manage',
  'get-user-keys': 'User Apikeys',
  'list-servers': 'Vm List',
  'list-servers-in-dc': 'Vm List',
  'list-server-statuses': 'Vm Status List',
  'list-server-statuses-in-dc': 'Vm Status List',
  'get-server': 'Vm Manage',
  'get-server-in-dc': 'Vm Manage',
  'list-datacenters': 'Dc List',
  'get-datacenter': 'Dc Manage',
  'get-server-status': 'Vm Status',
  'get-server-status-in-dc': 'Vm Status',
  'set-server-status': 'Vm Status',
  'set-server-status-in-dc': 'Vm Status',
};

export function describe(request: RequestHead) {
  const beside = operationsBeside(request)[0];
  const { id, path, says } = beside ?? operationsAt(request)[0]!;
  const key = beside ? id : path.replace(/\/$/, '').split('/').at(-1)!;
  const json = ['application/json'];
  return { name: names[key], description: says, renders: json, parses: json };
}
