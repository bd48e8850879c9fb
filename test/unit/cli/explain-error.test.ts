import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '../../../bin/cli/errors.ts';
import { cliTexts } from '../../../bin/cli/texts/texts.ts';
import { UsersTableKeyError } from '../../../lambdas/importer/adapters/blame-users-table.ts';
import { FileUnreadableError } from '../../../lambdas/importer/adapters/open-file.ts';
import { TableThrottledError } from '../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import {
  UnknownFormatError,
  UnsupportedNodeError,
  VersionGoneError,
} from '../../../reader/errors.ts';
import { UnreadAudiencesError } from '../../../reader/unread-audiences-error.ts';
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
    [
      'a users table that is built otherwise',
      new UsersTableKeyError('The provided key element does not match the schema'),
      'Correct --users-key, --users-key-type and --users-sort-key',
    ],
    ['a file that broke off', new FileUnreadableError('S3 sent 5 of 9 bytes'), 'again'],
    ['writes that are refused for long', new TableThrottledError('refused'), 'in a minute'],
    ['our own errors', new RefusedError(({ project }) => project.none), 'There is no project yet'],
  ])('says what to do about %s', (_, error, explanation) => {
    expect(explainError(error, cliTexts.en)).toContain(explanation);
  });

  it('says in Japanese what to do about what the reader throws', () => {
    for (const error of [
      new VersionGoneError('version 3 is gone'),
      new UnknownFormatError('chunk 7'),
      new UnreadAudiencesError('shop', [], []),
      new UnsupportedNodeError('Node 20'),
    ]) {
      expect(explainError(error, cliTexts.en)).toBe(error.message);
      expect(explainError(error, cliTexts.ja)).toMatch(/読み取れ|対応していない/);
    }
  });

  it.each([[new TypeError('x is not a function')], ['a string']])(
    'does not explain %s',
    (error) => {
      expect(explainError(error, cliTexts.en)).toBeUndefined();
    },
  );
});
