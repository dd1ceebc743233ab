// Ajv in its strict mode, with nothing switched off but the words of our own that schemas are annotated with. A type may be one
// of two: some members are a number under one reading and text under another.

import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export function strictAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  formats.default(ajv);
  for (const word of ['x-clauses', 'x-corrected', 'x-errata', 'x-source']) ajv.addKeyword(word);
  return ajv;
}
