import type { Command } from 'commander';
import { isListed } from '../../../lambdas/shared/domain/audience-view.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Sleep } from '../../../lambdas/shared/ports.ts';
import { readGlobalOptions } from '../arguments/global-options.ts';
import type { Connect } from '../stack/connect.ts';
import type { StackHost } from '../stack/stack-ports.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';
import { type Completions, findCompletions } from './find-completions.ts';
import { filesWord } from './scripts.ts';

/** Whoever has pressed the tab key waits for it. */
const mostMs = 1000;

export interface CompletePorts extends StackHost {
  connect: Connect;
  sleep: Sleep;
}

/**
 * What the word that is being typed may become; `filesWord` for a file. Names that the stack has told within a second are among
 * them; without a stack there are none, and no error.
 *
 * @param typed what follows the command's name
 */
export const complete = async (
  program: Command,
  typed: readonly string[],
  ports: CompletePorts,
): Promise<readonly string[]> => {
  const completions = findCompletions(program, typed);
  const begun = typed.at(-1) ?? '';
  if (completions.kind === 'files') return [filesWord];
  const words =
    completions.kind === 'words'
      ? completions.words
      : await namesOf(program, typed, completions, ports);
  // A terminal shows them as they are, and a script takes one of them for something else.
  return words.filter(
    (word) => word.startsWith(begun) && word === escapeName(word) && word !== filesWord,
  );
};

const namesOf = async (
  program: Command,
  typed: readonly string[],
  completions: Extract<Completions, { kind: 'projects' | 'audiences' }>,
  { connect, ...host }: CompletePorts,
): Promise<readonly string[]> => {
  const names: string[] = [];
  const read = async (): Promise<void> => {
    program.parseOptions([...typed]);
    const { createStackPorts } = await import('../stack/stack-ports.ts');
    const stack = await connect(readGlobalOptions(program));
    const { listProjects, listAudienceItems } = createStackPorts(stack, host);
    if (completions.kind === 'projects')
      await takeAll(listProjects(), ({ projectId, deletedAt }) => {
        if (deletedAt === undefined) names.push(projectId);
      });
    else
      await takeAll(listAudienceItems(completions.project), (item) => {
        if (isListed(item)) names.push(audienceNameOf(item.fileName));
      });
  };
  // Nobody who types wants to read why.
  await Promise.race([read().catch(() => undefined), host.sleep(mostMs)]);
  return names.sort();
};
