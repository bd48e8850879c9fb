import {
  MalformedItemError,
  MalformedItemsError,
} from '../../lambdas/shared/adapters/parse-item.ts';
import { AudienceImportError } from '../../lambdas/shared/errors.ts';
import { codeOf } from './error-code.ts';

interface Explanation {
  /** names or codes of the errors that it explains */
  of: readonly string[];
  explain: (error: Error) => string;
}

const explanations: readonly Explanation[] = [
  {
    of: ['CredentialsProviderError', 'TokenProviderError'],
    explain: () =>
      'No valid AWS credentials were found. Log in, or set AWS_PROFILE or --profile; or use --local.',
  },
  {
    of: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
    explain: () => 'The AWS credentials have expired. Log in again, then repeat the command.',
  },
  {
    of: [
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'UnrecognizedClientException',
    ],
    explain: () =>
      'AWS does not accept the credentials. Check AWS_PROFILE, the access key, and the clock of this machine.',
  },
  {
    of: ['AccessDenied', 'AccessDeniedException'],
    explain: ({ message }) =>
      `Not allowed: ${/not authorized to perform: (\S+)/.exec(message)?.[1] ?? message}. ` +
      'Have this permission granted, or use another profile.',
  },
  {
    of: ['ResourceNotFoundException'],
    explain: ({ message }) =>
      `A resource of the stack is gone (${message}). Deploy or start the stack again.`,
  },
  {
    of: [
      'ThrottlingException',
      'ProvisionedThroughputExceededException',
      'TooManyRequestsException',
    ],
    explain: ({ message }) => `AWS is throttling (${message}). Repeat the command in a minute.`,
  },
  {
    of: ['ECONNREFUSED', 'ECONNRESET'],
    explain: ({ message }) =>
      `The stack does not answer (${message}). If it is the local one, start it again: npm start.`,
  },
  {
    of: ['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'TimeoutError'],
    explain: ({ message }) => `AWS cannot be reached (${message}). Check the network and --region.`,
  },
];

/**
 * The reason and what to do, for errors that do not come from a mistake in this program.
 *
 * @returns undefined for those that do
 */
export const explainError = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const known = explanations.find(({ of }) => of.some((name) => namesOf(error).includes(name)));
  if (known) return known.explain(innermost(error));
  if (error instanceof MalformedItemError || error instanceof MalformedItemsError)
    return (
      `${error.message}\n"audience-import project put" repairs a project: give it the settings that are wrong. ` +
      'The item of an audience has to be corrected in its table, or removed.'
    );
  if (error instanceof AudienceImportError) return error.message;
  if (error.message === 'Region is missing')
    return 'No AWS region is set. Set AWS_REGION or --region; or use --local.';
  // Whatever else a service has answered.
  return '$metadata' in error ? `AWS answered ${error.name}: ${error.message}` : undefined;
};

/** Node reports a refused connection as an aggregate of one error for each address of the host. */
const innermost = (error: Error): Error =>
  error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;

const namesOf = (error: Error): readonly unknown[] => [error.name, codeOf(error)];
