import { z } from 'zod';
import { paths } from '../../api.ts';

/** What came of an invocation, as CloudWatch tells the kinds of answers apart. */
export type Answer =
  | { kind: 'html'; html: string }
  /** Markdown as it is written, or JSON */
  | { kind: 'text'; text: string }
  | { kind: 'failed'; type: string; message: string }
  /** there is no such function, or no such stack any more */
  | { kind: 'refused'; message: string }
  | { kind: 'unreachable' };

const failureSchema = z.object({
  errorType: z.string().default('Error'),
  errorMessage: z.string().default(''),
});
const markdownSchema = z.strictObject({ markdown: z.string() });

const read = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  if (!response.ok) return { kind: 'refused', message: text };
  const result: unknown = JSON.parse(text);
  if (response.headers.has('x-amz-function-error')) {
    const { errorType, errorMessage } = failureSchema.parse(result);
    return { kind: 'failed', type: errorType, message: errorMessage };
  }
  if (typeof result === 'string') return { kind: 'html', html: result };
  const { data } = markdownSchema.safeParse(result);
  return { kind: 'text', text: data?.markdown ?? JSON.stringify(result, null, 2) };
};

/** Lambda's Invoke call, which CloudWatch makes for a widget. */
export const invoke = async (endpoint: string, event: object): Promise<Answer> => {
  try {
    const response = await fetch(paths.invoke(endpoint), {
      method: 'POST',
      body: JSON.stringify(event),
    });
    return await read(response);
  } catch {
    return { kind: 'unreachable' };
  }
};
