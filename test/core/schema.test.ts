// Schemas are judged before values are held against them.
import { expect, it } from 'vitest';
import { createValidator } from '../../src/core/api/schema.ts';

it.each([
  [{ type: 'txt' }, 'schema is invalid'],
  [{ type: 'string', minLength: -1 }, 'schema is invalid'],
  [{ type: 'string', 'x-clause': 'copr/list' }, 'unknown keyword: "x-clause"'],
])('a schema that is none is refused: %j', async (schema, says) => {
  const { violations } = createValidator({ task: schema });
  await expect(violations('task', 'any')).rejects.toThrow(says);
});

it('refers to a part of another schema, which nobody has looked at before', async () => {
  const schemas = {
    one: { type: 'object', properties: { id: { $ref: 'other.schema.json#/properties/id' } } },
    other: { type: 'object', properties: { id: { type: 'string' } } },
  };
  expect(await createValidator(schemas).violations('one', { id: 'a' })).toEqual([]);
  expect(await createValidator(schemas).violations('one', { id: 1 })).toHaveLength(1);
});
