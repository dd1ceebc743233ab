// What `onRequest` gets for each request to an API.

/** An answered request, for logs. */
export interface Answered {
  readonly world: string;
  readonly method: string;
  /** Path and query, without secrets. */
  readonly url: string;
  readonly status: number;
  /** `<api>/<operation>`, or the API's name alone. */
  readonly operation: string;
}
