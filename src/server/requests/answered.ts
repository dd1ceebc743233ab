// What a program learns of each request to an API.

/** What happened, for whoever logs. */
export interface Answered {
  readonly world: string;
  readonly method: string;
  /** Path and query, secrets taken out. */
  readonly url: string;
  readonly status: number;
  /** `<api>/<operation>`, or the API's name alone. */
  readonly operation: string;
}
