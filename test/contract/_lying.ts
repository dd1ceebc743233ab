// A server whose responses are changed from outside, whatever it is: a proxy that lies about statuses, headers, bodies and order.

/** A response as it passes. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Request {
  readonly method: string;
  readonly url: string;
}

/** Changes responses one after the other; it may remember those before. */
export type Lie = (answer: Answer, request: Request) => Answer;

/** Each with a memory of its own, which starts empty. */
export const lies: Readonly<Record<string, () => Lie>> = {
  'a success is 203': () => ofSuccesses((answer) => ({ ...answer, status: 203 })),
  'a success is 500': () => ofSuccesses((answer) => ({ ...answer, status: 500 })),
  'every second read is 500': () => everySecond((answer) => ({ ...answer, status: 500, text: '{}' })),
  'what is missing is 200': () => (answer) => (answer.status === 404 ? { ...answer, status: 200 } : answer),
  'what is missing is 500': () => (answer) => (answer.status === 404 ? { ...answer, status: 500 } : answer),
  'JSON is called a page': () =>
    ofSuccesses((answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } })),
  'the last character is missing': () =>
    ofSuccesses((answer) => ({ ...answer, text: answer.text.trimEnd().slice(0, -1) })),
  'numbers are texts': () => ofBodies((value) => (typeof value === 'number' ? `${value}` : value)),
  'texts are null': () => ofBodies((value) => (typeof value === 'string' ? null : value)),
  'every second text is another': () => {
    const change = ofBodies((value) => (isWord(value) ? `${value}x` : value));
    return everySecond(change);
  },
  'every list lacks its last item': () =>
    ofBodies((value) => (Array.isArray(value) ? value.slice(0, -1) : value)),
  'every item comes twice': () =>
    ofBodies((value) => (Array.isArray(value) ? value.flatMap((each) => [each, each]) : value)),
  'every second list is turned round': () =>
    everySecond(ofBodies((value) => (Array.isArray(value) ? value.toReversed() : value))),
  'each read gets what the one before it should have got': () => {
    let before: Answer | undefined;
    return ofSuccesses((answer) => {
      const late = before ?? answer;
      before = answer;
      return late;
    });
  },
};

const isWord = (value: unknown) => typeof value === 'string' && /^[\w-]{3,}$/.test(value);

/** Reads that show something. */
function ofSuccesses(change: Lie): Lie {
  return (answer, request) =>
    request.method === 'GET' && answer.status === 200 && answer.text !== ''
      ? change(answer, request)
      : answer;
}

function everySecond(change: Lie): Lie {
  let turn = 0;
  return ofSuccesses((answer, request) => (++turn % 2 === 0 ? change(answer, request) : answer));
}

function ofBodies(change: (value: unknown) => unknown): Lie {
  return ofSuccesses((answer) => {
    try {
      return { ...answer, text: JSON.stringify(JSON.parse(answer.text, (_, value) => change(value))) };
    } catch {
      return answer;
    }
  });
}
