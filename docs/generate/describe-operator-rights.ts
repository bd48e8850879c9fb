import {
  everyCommand,
  operatedOn,
  operatorRights,
  ownUsersTables,
  type Rights,
} from '../../lib/operator-rights.ts';

const things = [...operatedOn, ownUsersTables] as const;

const describe = (rights: Rights): string =>
  things
    .flatMap((on) =>
      rights[on] ? [`${on}: ${rights[on].map((each) => `\`${each}\``).join(', ')}`] : [],
    )
    .join('; ');

/** The table of docs/operations.md. */
export const describeOperatorRights = (): string =>
  [
    '| command | needs |',
    '| --- | --- |',
    `| every one | ${describe(everyCommand)} |`,
    ...Object.entries(operatorRights).map(
      ([command, rights]) => `| \`${command}\` | ${describe(rights)} |`,
    ),
  ].join('\n');
