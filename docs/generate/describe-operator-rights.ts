import {
  everyCommand,
  operatedOn,
  operatorRights,
  ownUsersTables,
  readingCommands,
  type Rights,
} from '../../lib/operator-rights.ts';

const things = [...operatedOn, ownUsersTables] as const;

const describe = (rights: Rights): string =>
  things
    .flatMap((on) =>
      rights[on] ? [`${on}: ${rights[on].map((each) => `\`${each}\``).join(', ')}`] : [],
    )
    .join('; ');

/** The table of docs/rights.md. */
export const describeOperatorRights = (): string =>
  [
    '| command | viewers, too | needs |',
    '| --- | --- | --- |',
    `| every one | | ${describe(everyCommand)} |`,
    ...Object.entries(operatorRights).map(
      ([command, rights]) =>
        `| \`${command}\` | ${readingCommands.includes(command) ? 'yes' : ''} | ${describe(rights)} |`,
    ),
  ].join('\n');
