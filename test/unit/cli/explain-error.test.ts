import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '../../../bin/cli/errors.ts';
import { cliTexts } from '../../../bin/cli/texts/texts.ts';
import { explainError } from '../../../bin/cli/explain-error.ts';

const named = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

describe('explaining an error', () => {
  it.each([
    ['no credentials', named('CredentialsProviderError', 'Could not load'), 'Log in'],
    ['an expired session', named('ExpiredToken', 'The security token is expired'), 'have expired'],
    ['a wrong key', named('UnrecognizedClientException', 'invalid'), 'does not accept'],
    [
      'a missing permission',
      named(
        'AccessDeniedException',
        'User: arn:aws:iam::1:user/a is not authorized to perform: dynamodb:Scan on resource: b',
      ),
      'Not allowed: dynamodb:Scan.',
    ],
    ['no region', new Error('Region is missing'), '--region'],
    ['a local stack that ended', named('Error', 'connect', { code: 'ECONNREFUSED' }), 'npm start'],
    [
      'a local stack that ended, on a host with two addresses',
      Object.assign(new AggregateError([new Error('connect ::1')]), { code: 'ECONNREFUSED' }),
      'connect ::1',
    ],
    ['no network', named('Error', 'getaddrinfo', { code: 'ENOTFOUND' }), 'Check the network'],
    ['throttling', named('ThrottlingException', 'Rate exceeded'), 'in a minute'],
    [
      'what else a service answers',
      named('SomethingElse', 'no', { $metadata: {} }),
      'AWS answered SomethingElse: no',
    ],
    ['our own errors', new RefusedError(({ project }) => project.none), 'There is no project yet'],
  ])('says what to do about %s', (_, error, explanation) => {
    expect(explainError(error, cliTexts.en)).toContain(explanation);
  });

  it.each([[new TypeError('x is not a function')], ['a string']])(
    'does not explain %s',
    (error) => {
      expect(explainError(error, cliTexts.en)).toBeUndefined();
    },
  );
});
