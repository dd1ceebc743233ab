// What an OpenAPI description says beyond the operations: the token that the service asks for, where new things are.
import type { Advertised } from '../../core/api/api.ts';

export const advertised: Advertised = {
  schemes: {
    token: { type: 'http', scheme: 'bearer' },
    tokenInQuery: { type: 'apiKey', in: 'query', name: '_token' },
  },
  takes: (_, readings) => ({
    oneOf: ['token', 'tokenInQuery'],
    must: readings('entrecode/login') === 'observed',
  }),
  stranger: [401, 'problem'],
  headers: (_, status) => (status === 201 ? { location: 'Where it is.' } : {}),
};
