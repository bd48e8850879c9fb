import {
  everyCommand,
  operatedOn,
  operatorRights,
  type Rights,
} from '../../lib/operator-rights.ts';

const describe = (rights: Rights): string =>
  operatedOn
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
