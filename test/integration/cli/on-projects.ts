import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Dynalite } from '../../support/dynalite.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

/** The command, and what is stored of projects. */
export interface OnProjects {
  run: (...args: string[]) => Promise<CommandResult>;
  store: (TableName: string, Item: Record<string, unknown>) => Promise<unknown>;
  /** the project's item */
  stored: (projectId: string) => Promise<unknown>;
}

/** @param dynalite runs when a test asks for something */
export const onProjects = (dynalite: () => Dynalite): OnProjects => ({
  run: (...args) => runCommand(connectTo(dynalite()), args),
  store: (TableName, Item) => dynalite().document.send(new PutCommand({ TableName, Item })),
  stored: async (projectId) => {
    const { document, tables } = dynalite();
    const { Item } = await document.send(
      new GetCommand({ TableName: tables.projects, Key: { projectId } }),
    );
    return Item;
  },
});
