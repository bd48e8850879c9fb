import { z } from 'zod';

const names = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
]);

/** S3 answers HEAD without a body: the SDK knows no name, and only the status is left. */
const namelessSchema = z.object({
  name: z.enum(['Unknown', 'UnknownError', 'Forbidden', '403']),
  $metadata: z.object({ httpStatusCode: z.literal(403) }),
});

/** Whether AWS knows who asks, and does not let them. */
export const isDenied = (error: unknown): error is Error =>
  error instanceof Error && (names.has(error.name) || namelessSchema.safeParse(error).success);
