import type { Command } from 'commander';
import { z } from 'zod';
import {
  type MalformedMessage,
  malformedMessageSchema,
} from '../../../lambdas/shared/domain/malformed-message.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';
import type { OnStack } from '../context.ts';
import { redrive, type RedrivenAudience } from './redrive.ts';
import type { CliTexts } from '../texts/texts.ts';
import { fitTable } from '../terminal/fit-table.ts';
import type { Page } from '../terminal/page.ts';
import { toTable } from '../terminal/table.ts';

export const addDeadLetterCommands = (program: Command, onStack: OnStack): void => {
  const deadLetter = program.command('dead-letter');

  deadLetter.command('redrive').action(async () => {
    await onStack(async ({ ports, output, say }) => {
      const { redriven, unread } = await redrive({ ...ports, warn: output.note, say });
      const malformed = (await ports.readMalformedMessages()).map(viewMalformed);
      await output.result({ redriven, malformed }, (page) =>
        [describeRedriven(redriven, say), ...describeMalformed(malformed, page, say)].join('\n\n'),
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
  reason,
  detail,
  body,
});

const describeRedriven = (redriven: readonly RedrivenAudience[], { stack }: CliTexts): string =>
  redriven.length === 0
    ? stack.noneGivenUp
    : [
        toTable(
          [stack.headings.project, stack.headings.audience],
          redriven.map(({ project, name }) => [project, name]),
        ),
        stack.redriven,
      ].join('\n');

const describeMalformed = (
  malformed: readonly MalformedView[],
  page: Page,
  { stack, common }: CliTexts,
): string[] =>
  malformed.length === 0
    ? []
    : [
        `${stack.malformed}\n` +
          fitTable(
            page,
            [
              { head: stack.headings.when, of: ({ at }) => page.time(at, common) },
              { head: stack.headings.reason, of: ({ reason }) => reason, cutTo: 20 },
              { head: stack.headings.wrong, of: ({ detail }) => detail, cutTo: 30 },
              { head: stack.headings.message, of: ({ messageId }) => messageId, spare: 1 },
            ],
            malformed,
            common.allInJson,
          ),
      ];
