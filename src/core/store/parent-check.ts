// What a parent must be to be read again: of a kind that its API has a schema for, its facts are as that says.
import type { Api } from '../api/api.ts';
import { documentsOf } from '../api/documents.ts';
import { createValidator, sentenceOf } from '../api/schema.ts';
import { Problem } from '../values/problem.ts';
import type { NamedParent } from './store.ts';

/** A Problem (400) for facts that no parent of that kind has. */
export async function checkParent(
  api: Pick<Api, 'name' | 'folder'>,
  { kind, parent }: NamedParent,
): Promise<void> {
  const { schemas } = documentsOf(api.name, api.folder);
  if (!schemas.parents) return;
  const [violation] = await createValidator(schemas).violations('parents', { [kind]: parent });
  if (violation)
    throw new Problem(400, 'Bad parent', { detail: sentenceOf(violation), given: violation.given });
}
