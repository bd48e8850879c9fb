import type { ValuesOf } from '../../domain/explanation.ts';
import type { Explanations } from '../explain.ts';
import { causes, hows } from './diagnosis.ts';
import { formats } from './formats.ts';

interface Examined {
  sampled: number;
  /** all that nobody has */
  isAll: boolean;
}

type Trial = NonNullable<ValuesOf['finding-of-ids']['trial']>;

/** `All 4 unregistered IDs end with .0` */
const describeShown = (
  count: number,
  [one, several]: readonly [one: string, several: string],
  { sampled, isAll }: Examined,
): string => {
  const kind = isAll ? 'unregistered' : 'sampled unregistered';
  if (sampled === 1) return `The only ${kind} ID ${one}`;
  if (count === sampled) return `${allOf(sampled)} ${kind} IDs ${several}`;
  const says = count === 1 ? one : several;
  return `${formats.number(count)} of ${formats.number(sampled)} ${kind} IDs ${says}`;
};

/** `Both`, `All 1,000` */
const allOf = (count: number): string => (count === 2 ? 'Both' : `All ${formats.number(count)}`);

const howOf = ({ how, number = 0 }: Trial): string => hows[how].how(number);

const describeTrial = (count: number, trial: Trial | undefined): string => {
  if (!trial || trial.tried === 0) return '';
  const { tried, registered } = trial;
  const how = howOf(trial);
  const all = formats.number(tried);
  if (registered === 0)
    return tried === 1
      ? `; it would not be registered ${how} either`
      : `; none of ${all} tried would be registered ${how} either`;
  if (tried < count)
    return `; of ${all} tried, ${formats.number(registered)} would be registered ${how}`;
  if (registered < tried)
    return `; ${formats.number(registered)} of them would be registered ${how}`;
  if (count === 1) return `; it would be registered ${how}`;
  return `; ${count === 2 ? 'both' : 'all'} of them would be registered ${how}`;
};

const describeHidden = (trial: Trial | undefined, { isAll }: Examined): string => {
  const { tried = 0, registered = 0 } = trial ?? {};
  const kind = isAll ? 'unregistered' : 'sampled unregistered';
  const how = trial ? howOf(trial) : '';
  if (tried === 1) return `One ${kind} ID would be registered ${how}`;
  return registered === tried
    ? `${allOf(tried)} ${kind} IDs that were tried would be registered ${how}`
    : `${formats.number(registered)} of ${formats.number(tried)} ${kind} IDs that were tried would be registered ${how}`;
};

const percent = (share: number): string =>
  share > 0 && share < 0.01 ? 'less than 1%' : `${Math.round(share * 100)}%`;

/** Why IDs of a file belong to nobody. */
export const findings: Pick<
  Explanations,
  'finding-of-ids' | 'header-only' | 'one-row' | 'unmatchable' | 'more-unregistered'
> = {
  'finding-of-ids': ({ cause, isShown, count, trial, ...examined }, about) => {
    const { says, remedy } = causes[cause];
    const what =
      isShown && says
        ? `${describeShown(count, says, examined)}${describeTrial(count, trial)}`
        : describeHidden(trial, examined);
    const own = trial && trial.registered > 0 ? hows[trial.how].remedy : undefined;
    return `${what}. ${own?.(cause, trial?.number ?? 0, about) ?? remedy(about)}`;
  },

  'header-only': ({ hasBlankRows }) =>
    "The only ID is a column's name, " +
    (hasBlankRows
      ? 'and the rows below it are blank: the tool could not take or write values of that type. Give it the IDs as text (Polars for Node takes no bigint for Int64).'
      : 'and no row follows: the export has found nobody. Look at the query or the segment behind it, and whether its data was there.'),

  'one-row': () =>
    'The whole file is one row: the tool that writes it ends no row. Set its line end to LF ' +
    '(Perl Text::CSV: eol => "\\n"; JavaScript: join by "\\n").',

  unmatchable: ({ count, ...examined }) =>
    `${describeShown(
      count,
      [
        'contains a line break or is longer than an ID may be',
        'contain a line break or are longer than an ID may be',
      ],
      examined,
    )}. Nobody can be registered under such an ID: look for a quote that opens before one and ends after another.`,

  'more-unregistered': ({ now, before }) =>
    `${percent(now)} of the different IDs in the file are unregistered; in the list before it ${percent(before)} were.`,
};
