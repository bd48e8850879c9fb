import { hiddenCauses, signs } from '../../lambdas/shared/domain/diagnosis/causes.ts';
import { ofFiles } from '../../lambdas/shared/domain/diagnosis/findings-of-files.ts';
import { causes as texts, hows as howTexts } from '../../lambdas/shared/texts/en/diagnosis.ts';
import { placeholders } from '../../lambdas/shared/texts/explain.ts';
import type { Cause } from '../../lambdas/shared/domain/diagnosis/sign.ts';

/** docs/diagnosis.md: what a diagnosis may say of IDs that nobody has. */
export const describeDiagnosis = (): string =>
  [
    '# Why IDs are unregistered',
    'Written by `npm run docs` from [the causes in the code](../lambdas/shared/domain/diagnosis/causes.ts): change those, ' +
      'not this page.',
    '[IDs are compared exactly](csv-format.md), and many tools do not write them exactly. Where at least one in a hundred ' +
      'of the different IDs in a file belongs to nobody, the import looks at up to 1,000 of these, drawn from all of the ' +
      'file. It tells them apart by what they look like. Where what was done to them can be undone, it undoes it, and looks ' +
      'up whether anybody is registered under the result, so that it can say: "All 1,000 sampled unregistered IDs end with ' +
      '.0; of 500 tried, 487 would be registered without the trailing .0."',
    'Nothing of this changes what is imported: no ID is mended, none is a member that is not registered exactly so.',
    '**Where to see it.** `audience show` and the mails have up to three findings with an example each, `import history ' +
      '--json` has them in each record (`diagnosis`). If the last version of the audience was good, and 20 percentage ' +
      'points more of the IDs are unregistered now, and a finding explains it, the administrators get a mail, once.',
    '**What it costs.** At most a twentieth of the IDs of the file are looked up a second time, and at most 1,000 (500 ' +
      'read units, if items have up to 4 KB); of a small file up to 100. The record says how many units (`diagnosis.readUnits`, part of ' +
      '`readUnits`). A table with a cap is read within it, and no more of it than it gives in the time that this may take. Where the table refuses a lookup, or it takes more than a ' +
      'twentieth of the time that the import took until then (at least a second), the findings go without the figures.',
    '**What it cannot tell.** The users of other projects are not looked up: IDs of the wrong project look like any others. ' +
      'Two mistakes at once are found only if the first alone shows. A number whose last digits were rounded away may be ' +
      "somebody else's ID.",
    '## What IDs show',
    table(
      ['kind', 'the IDs', 'looked up', 'what to change'],
      grouped(signs).map(([kind, causes]) => [
        `\`${kind}\``,
        unique(causes.map(({ key }) => texts[key].says?.[1] ?? '')).join('; '),
        hows(causes),
        causes[0] ? remedyOf(causes[0]) : '',
      ]),
    ),
    '## What only the registered users show',
    'IDs that show nothing are looked up in these forms, a few in each, and more where that helps.',
    table(
      ['kind', 'looked up', 'what to change'],
      hiddenCauses.map((cause) => [`\`${cause.kind}\``, hows([cause]), remedyOf(cause)]),
    ),
    '## What the whole file shows',
    table(
      ['kind', 'what it means'],
      ofFiles.map(([kind, meaning]) => [`\`${kind}\``, meaning]),
    ),
  ].join('\n\n');

const grouped = <C extends Cause>(causes: readonly C[]): [kind: string, causes: C[]][] => [
  ...Map.groupBy(causes, ({ kind }) => kind),
];

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Where numbers are padded, by as many digits as it takes. */
const around = { keyPrefix: 'shop/', widths: [10] };

const hows = (causes: readonly Cause[]): string =>
  unique(
    causes
      .flatMap(({ mends }) => mends?.(around) ?? [])
      .map(({ how, number = 0 }) => howTexts[how].how(number)),
  ).join('; ');

const remedyOf = ({ key }: Cause): string => texts[key].remedy(placeholders);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(inCell).join(' | ')} |`)
    .join('\n');

const inCell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');
