import type { Command } from 'commander';
import { z } from 'zod';
import {
  type MalformedMessage,
  malformedMessageSchema,
} from '../../../lambdas/shared/domain/malformed-message.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';
import type { OnStack } from '../context.ts';
import { redrive, type RedrivenAudience } from './redrive.ts';
import { toTable } from '../terminal/table.ts';

export const addDeadLetterCommands = (program: Command, onStack: OnStack): void => {
  const deadLetter = program.command('dead-letter');

  deadLetter.command('redrive').action(async () => {
    await onStack(async ({ ports, output }) => {
      const { redriven, unread } = await redrive({ ...ports, warn: output.note });
      const malformed = (await ports.readMalformedMessages()).map(viewMalformed);
      await output.result({ redriven, malformed }, () =>
        [describeRedriven(redriven), ...describeMalformed(malformed)].join('\n\n'),
      );
      for (const { message } of unread.slice(1)) output.note(message);
      if (unread[0]) throw unread[0];
    });
  });
};

const malformedViewSchema = malformedMessageSchema
  .pick({ reason: true, detail: true, body: true })
  .extend({
    messageId: z.string(),
    at: z.string().describe('ISO 8601: when it was taken from the dead-letter queue'),
  });
type MalformedView = z.infer<typeof malformedViewSchema>;

/** What `dead-letter redrive --json` prints. */
export const redriveResultSchema = z.object({
  redriven: z
    .array(z.object({ project: z.string().describe('project ID'), name: z.string() }))
    .describe('audiences whose files are imported again'),
  malformed: z
    .array(malformedViewSchema)
    .describe('messages of the last year that were no orders to import a file'),
});

const viewMalformed = ({
  importId,
  reason,
  detail,
  body,
  at,
}: MalformedMessage): MalformedView => ({
  messageId: importId,
  at: toIso(at),
  ...{ reason, detail, body },
});

const describeRedriven = (redriven: readonly RedrivenAudience[]): string =>
  redriven.length === 0
    ? 'No import has been given up on.'
    : [
        toTable(
          ['PROJECT', 'AUDIENCE'],
          redriven.map(({ project, name }) => [project, name]),
        ),
        'The next scan imports them; run "audience-import scan --wait" to do it now.',
      ].join('\n');

const describeMalformed = (malformed: readonly MalformedView[]): string[] =>
  malformed.length === 0
    ? []
    : [
        'These messages of the last year were no orders to import a file, and are not sent again:\n' +
          toTable(
            ['WHEN', 'REASON', 'WHAT IS WRONG', 'MESSAGE'],
            malformed.map(({ at, reason, detail, messageId }) => [at, reason, detail, messageId]),
          ),
      ];
