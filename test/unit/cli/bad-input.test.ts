import { describe, expect, it } from '@jest/globals';
import { leavesOf } from '../../../bin/cli/help/leaves-of.ts';
import { parseOnly } from '../../support/parse-only.ts';

const { program, parse } = parseOnly();
const inJapanese = parseOnly(80, 'ja');
const long = (length: number): string => 'x'.repeat(length);
const notCounting = ['0', '-1', '1.5', '1e3', ' 7', '', 'all', '9'.repeat(16)];

/** Values that each option with a value refuses, whatever command has it. */
const refused: Readonly<Record<string, readonly string[]>> = {
  '--admin-email': ['nobody', 'a@', '@example.com', 'a b@example.com', ''],
  '--audience-limit': ['-1', '2001', '1.5', '1e3', ''],
  '--path': ['', 'shop', '/shop/', 'shop//', '../', 'a/./', `${long(512)}/`],
  '--language': ['fr', ''],
  '--expect-every': ['0', '-1', 'often', ''],
  '--every': ['0', '-1', 'often', ''],
  '--mail-on-success': ['maybe', ''],
  '--daily-digest': ['24', '-1', '1.5', '07:00', 'daily', ''],
  '--users-table': ['', long(256)],
  '--users-key': ['', long(256)],
  '--users-key-type': ['bytes', ''],
  '--users-key-prefix': [long(2049)],
  '--users-sort-key': ['name', '=value', ''],
  '--users-max-read-units': notCounting,
  '--users-ttl': ['', long(256)],
  '--id-column': ['', '0', '65536', long(256)],
  '--delimiter': ['', 'ab', 'a', '-', '"'],
  '--hold-when-empty': ['maybe', ''],
  '--max-shrink': ['100', '-1', '1.5', 'half', ''],
  '--min-members': ['0', '-1', '1e3', 'many', ''],
  '--max-growth': ['-1', '100001', 'much', ''],
  '--hold-first': ['maybe'],
  '--rematch': ['0', '721', '-1', 'daily', ''],
  '--unregistered-reports': ['maybe', ''],
  '--wait-timeout': ['-1', '86401', '1.5', 'long', ''],
  '--header': ['maybe', ''],
  '--from-line': notCounting,
  '--max-removal': ['-1', '101', '1.5', 'all', ''],
  '--version': notCounting,
  '--to': notCounting,
  '--or': [''],
  '--and': [''],
  '--not': [''],
  '--limit': ['0', '-1', '100001', 'all', ''],
  '--key': [''],
  '--name': [''],
  '--sender-email': ['nobody', ''],
  '--state': [''],
  '--stack': [''],
  '--region': [''],
  '--profile': [''],
  '--lang': ['fr', ''],
};

const fit: Readonly<Record<string, string>> = {
  project: 'shop',
  name: 'vip',
  id: 'a',
  file: 'ids.csv',
  shell: 'bash',
};
const leaves = leavesOf(program).map(({ name, command }) => ({
  name,
  words: [
    ...name.split(' '),
    ...command.registeredArguments
      .filter(({ required }) => required)
      .map((each) => fit[each.name()]!),
  ],
  options: [...command.options, ...program.options].filter(
    (each) => each.required || each.optional,
  ),
  places: command.registeredArguments,
}));

describe('an option that makes no sense', () => {
  const each = leaves.flatMap(({ name, words, options }) =>
    options.map((option) => [name, option.long!, words] as const),
  );

  it.each(each)('of %s: %s', async (_, option, words) => {
    const values = refused[option] ?? [];
    expect([`${option} has values in test/unit/cli/bad-input.test.ts`, values.length > 0]).toEqual([
      `${option} has values in test/unit/cli/bad-input.test.ts`,
      true,
    ]);
    for (const value of values) {
      const { hasRun, printed } = await parse([...words, option, value]);
      expect([value, hasRun, printed]).toEqual([
        ...[value, false],
        expect.stringMatching(/It has to be [^A-Z].*\.\n|Allowed choices are /),
      ]);
      const japanese = await inJapanese.parse([...words, option, value]);
      expect([value, japanese]).toEqual([
        value,
        {
          hasRun: false,
          printed: expect.stringMatching(
            /は正しくありません。([^\n]* ?を指定してください。|指定できる値: )/,
          ),
        },
      ]);
    }
  });
});

describe('an argument that is empty', () => {
  const each = leaves.flatMap(({ name, words, places }) =>
    places.flatMap((place, index) =>
      place.variadic ? [] : [[name, place.name(), words, index + name.split(' ').length] as const],
    ),
  );

  it.each(each)('of %s: <%s>', async (_, __, words, index) => {
    const { hasRun, printed } = await parse(words.toSpliced(index, 1, ''));
    expect(hasRun).toBe(false);
    expect(printed).toMatch(/It has to be |Allowed choices are /);
    const japanese = await inJapanese.parse(words.toSpliced(index, 1, ''));
    expect(japanese.printed).toMatch(/は正しくありません。.*を指定してください。|指定できる値: /);
  });
});

describe('two options that contradict each other', () => {
  it.each([
    ['project put shop --users-table none --users-key id', 'leave out the other'],
    ['project put shop --hold-when-empty off --min-members 5', 'leave one of them out'],
    ['audience guard shop vip --hold-when-empty off --min-members 5', 'leave one of them out'],
    ['audience members shop vip --not vip', 'Leave one of them out'],
    ['audience members shop vip --and news --not news', 'Leave one of them out'],
    ['audience members shop vip --csv --count', 'not both'],
    ['import validate shop ids.csv --key vip.csv', 'not both'],
    ['import validate shop', 'Give a FILE'],
  ])('%s', async (line, reason) => {
    const { hasRun, printed } = await parse(line.split(' '));
    expect([hasRun, printed]).toEqual([false, expect.stringContaining(reason)]);
  });
});
