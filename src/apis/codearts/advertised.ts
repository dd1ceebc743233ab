// What an OpenAPI description says beyond the operations: tokens and signatures, the id of a request, the status of what is
// not there.
import type { Advertised } from '../../core/api/api.ts';
import { isSupporting } from '../../core/api/operation.ts';

const says = 'SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…: a signature with an access key.';

export const advertised: Advertised = {
  schemes: {
    token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
    signature: { type: 'apiKey', in: 'header', name: 'Authorization', description: says },
  },
  takes(operation, readings) {
    if (operation.open) return { oneOf: [], must: false };
    const signed = isSupporting(operation) || readings('codearts/credentials') !== 'literal';
    return { oneOf: signed ? ['token', 'signature'] : ['token'], must: true };
  },
  answers(operation, status, readings) {
    if (!(422 in operation.responses)) return true;
    // What is not there has one of the two.
    const observed = readings('codearts/unknown-job') === 'observed';
    return status === 422 ? observed : status !== 404 || !observed;
  },
  headers({ id }, status) {
    const disposition = status === 200 && /^download-/.test(id);
    return {
      'x-request-id': 'The id of the request.',
      ...(status === 201 && { 'x-subject-token': 'The token.' }),
      ...(disposition && { 'content-disposition': 'The name of the file.' }),
    };
  },
};
