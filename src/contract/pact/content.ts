// A body as a contract writes it down.

export interface PactBody {
  readonly content: unknown;
  readonly contentType: string;
  readonly encoded: false;
}

/** JSON, as a pact holds it. */
export function bodyOf(content: unknown, contentType = 'application/json'): PactBody {
  return { content, contentType, encoded: false };
}
