// The rules for a written parent: its API has a schema for its kind, and its facts match that schema.
import type { Api } from '../api/api.ts';
import { documentsOf } from '../api/documents.ts';
import { createValidator, sentenceOf } from '../api/schema.ts';
import { Problem } from '../values/problem.ts';
import type { NamedParent } from './store.ts';

/** A Problem (400) for facts that no parent of that kind can have. */
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
