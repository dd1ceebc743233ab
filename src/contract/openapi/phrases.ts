// What a status means, for descriptions without more detail.

export const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created, or still in progress',
  204: 'Done; no body',
  301: 'Moved',
  308: 'Moved, with method and body',
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  410: 'Revoked',
  412: 'Precondition failed',
  422: 'Cannot be processed',
  500: 'Internal error',
};
