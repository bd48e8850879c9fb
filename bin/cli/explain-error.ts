import {
  MalformedItemError,
  MalformedItemsError,
  NewerItemError,
} from '../../lambdas/shared/adapters/parse-item.ts';
import { AudienceImportError } from '../../lambdas/shared/errors.ts';
import { codeOf } from './error-code.ts';
import { ToldError } from './errors.ts';
import type { ErrorTexts } from './texts/en/errors.ts';
import type { CliTexts } from './texts/texts.ts';

interface Explanation {
  /** names or codes of the errors that it explains */
  of: readonly string[];
  explain: (say: ErrorTexts, message: string) => string;
}

const explanations: readonly Explanation[] = [
  {
    of: ['CredentialsProviderError', 'TokenProviderError'],
    explain: ({ noCredentials }) => noCredentials,
  },
  {
    of: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
    explain: ({ expiredCredentials }) => expiredCredentials,
  },
  {
    of: [
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'UnrecognizedClientException',
    ],
    explain: ({ wrongCredentials }) => wrongCredentials,
  },
  {
    of: ['AccessDenied', 'AccessDeniedException'],
    explain: ({ notAllowed }, message) =>
      notAllowed(/not authorized to perform: (\S+)/.exec(message)?.[1] ?? message),
  },
  {
    of: ['ResourceNotFoundException'],
    explain: ({ resourceGone }, message) => resourceGone(message),
  },
  {
    of: [
      'ThrottlingException',
      'ProvisionedThroughputExceededException',
      'TableThrottledError',
      'TooManyRequestsException',
    ],
    explain: ({ throttled }, message) => throttled(message),
  },
  {
    of: ['UsersTableKeyError'],
    explain: ({ usersTableKey }, message) => usersTableKey(message),
  },
  { of: ['FileUnreadableError'], explain: ({ fileBrokeOff }, message) => fileBrokeOff(message) },
  { of: ['VersionGoneError'], explain: ({ versionGone }, message) => versionGone(message) },
  { of: ['UnknownFormatError'], explain: ({ unknownForm }, message) => unknownForm(message) },
  { of: ['UnreadAudiencesError'], explain: ({ unread }, message) => unread(message) },
  { of: ['UnsupportedNodeError'], explain: ({ oldNode }, message) => oldNode(message) },
  {
    of: ['ECONNREFUSED', 'ECONNRESET'],
    explain: ({ noAnswer }, message) => noAnswer(message),
  },
  {
    of: ['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'TimeoutError'],
    explain: ({ unreachable }, message) => unreachable(message),
  },
];

/**
 * The reason and what to do, for errors that do not come from a mistake in this program.
 *
 * @returns undefined for those that do
 */
export const explainError = (error: unknown, say: CliTexts): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const known = explanations.find(({ of }) => of.some((name) => namesOf(error).includes(name)));
  if (known) return known.explain(say.errors, innermost(error).message);
  if (error instanceof NewerItemError) return say.errors.newer(error.message);
  if (error instanceof MalformedItemError || error instanceof MalformedItemsError)
    return say.errors.malformed(error.message);
  if (error instanceof ToldError) return error.sayIn(say);
  if (error instanceof AudienceImportError) return error.message;
  if (error.message === 'Region is missing') return say.errors.noRegion;
  // Whatever else a service has answered.
  return '$metadata' in error ? say.errors.awsAnswered(error.name, error.message) : undefined;
};

/** Node reports a refused connection as an aggregate of one error for each address of the host. */
const innermost = (error: Error): Error =>
  error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;

const namesOf = (error: Error): readonly unknown[] => [error.name, codeOf(error)];
