// What an OpenAPI description says beyond the operations: who may report, where the list is.
import type { Advertised } from '../../core/api/api.ts';

export const advertised: Advertised = {
  schemes: { password: { type: 'http', scheme: 'basic', description: 'Any name, and the one password.' } },
  takes: ({ method }) => ({ oneOf: method === 'GET' ? [] : ['password'], must: true }),
  headers(_, status) {
    if (status === 301) return { location: 'The list.' };
    return status === 405 ? { allow: 'The methods that are allowed.' } : {};
  },
};
