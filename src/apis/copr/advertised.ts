// What an OpenAPI description says beyond the operations: who may write, where things are, which statuses readings decide.
import type { Advertised } from '../../core/api/api.ts';

/** By status: the operations that only answer it under one reading. */
const onlyUnder: Readonly<Record<number, Readonly<Record<string, readonly [string, string]>>>> = {
  400: {
    'get-build-task': ['copr/bad-chroot-name', 'corrected'],
    'get-mock-chroot': ['copr/bad-chroot-name', 'corrected'],
    'get-project-chroot': ['copr/bad-chroot-name', 'corrected'],
  },
  404: {
    'list-build-tasks': ['copr/list-404', 'corrected'],
    'list-builds-tasks': ['copr/list-404', 'corrected'],
  },
  500: {
    'get-build-task': ['copr/unknown-chroot', 'observed'],
    'get-mock-chroot': ['copr/unknown-chroot', 'observed'],
    'get-project-chroot': ['copr/unknown-chroot', 'observed'],
  },
};

export const advertised: Advertised = {
  schemes: {
    login: { type: 'http', scheme: 'basic', description: 'The login and the token of the API page.' },
  },
  takes: ({ method }) => ({ oneOf: method === 'GET' ? [] : ['login'], must: true }),
  answers({ id }, status, readings) {
    const [erratum, reading] = onlyUnder[status]?.[id] ?? [];
    return erratum === undefined || readings(erratum) === reading;
  },
  headers: (_, status) =>
    status === 201 || status === 308 ? { location: 'Where the build, or the root, is.' } : {},
};
