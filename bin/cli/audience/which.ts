import type { Command } from 'commander';
import type { AudienceReader, Membership, UnreadAudience } from '../../../reader/index.ts';
import { UnreadAudiencesError } from '../../../reader/unread-audiences-error.ts';
import type { OnStack } from '../context.ts';
import { exitCodes } from '../errors.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import type { CliTexts } from '../texts/texts.ts';
import { toTable } from '../terminal/table.ts';

export const addWhichCommand = (audience: Command, onStack: OnStack): void => {
  audience
    .command('which')
    .argument('<project>')
    .argument('<id>')
    .action(async (projectId: string, id: string) => {
      await onStack(async ({ ports, output, say }) => {
        await getExistingProject(projectId, ports);
        const { memberships, unread, error } = await ask(projectId, id, ports.audienceReader);
        const view = {
          project: projectId,
          id,
          audiences: memberships,
          unread: unread.map((each) => ({ name: each.name, message: each.error.message })),
        };
        await output.result(view, () => describe(projectId, memberships, unread, say));
        if (error) throw error;
      }, exitCodes.couldNotTell);
    });
};

interface Answer {
  memberships: readonly Membership[];
  unread: readonly UnreadAudience[];
  error?: UnreadAudiencesError;
}

const ask = async (projectId: string, id: string, reader: AudienceReader): Promise<Answer> => {
  try {
    return { memberships: await reader.which(projectId, id), unread: [] };
  } catch (error) {
    if (!(error instanceof UnreadAudiencesError)) throw error;
    const { memberships, unread } = error;
    return { memberships, unread, error };
  }
};

const describe = (
  projectId: string,
  memberships: readonly Membership[],
  unread: readonly UnreadAudience[],
  { audience: { headings }, audienceChanges }: CliTexts,
): string => {
  if (memberships.length > 0)
    return toTable(
      [headings.audience, headings.version],
      memberships.map(({ name, version }) => [name, version]),
    );
  return unread.length > 0
    ? audienceChanges.inNoneRead(projectId)
    : audienceChanges.inNone(projectId);
};
