/** For each cause a list that shows it: what the export wrote, and under which IDs its people are registered. */
export interface Example {
  kind: string;
  /** of the file */
  content: string;
  users: readonly string[];
}

const people = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `user-${index + 1}`);

/** @param write how the export writes an ID */
const written = (
  kind: string,
  users: readonly string[],
  write: (id: string) => string,
): Example => ({
  kind,
  content: users.map((id) => `"${write(id).replaceAll('"', '""')}"\n`).join(''),
  users,
});

const numbers = ['100200301', '100200302', '100200303', '123456789012'];
const uuids = ['6fa459ea-ee8a-3ca4-894e-db77e160355e', '16fd2706-8baf-433b-82eb-8c7fada847da'];
const group = (id: string, by: string): string => id.replace(/\B(?=(\d{3})+$)/g, by);

export const examples: readonly Example[] = [
  { kind: 'missing-value', content: 'user-1\nNULL\n\\N\nnan\n', users: people(1) },
  { kind: 'header', content: 'user_id\nuser-1\nuser-2\n', users: people(2) },
  { kind: 'header-only', content: 'user_id\n', users: people(2) },
  { kind: 'header-only', content: 'user_id\n\n\n\n', users: people(2) },
  written('formula', ['0001', '0002', '0003'], (id) => `="${id}"`),
  written('quotes', people(4), (id) => `"${id}"`),
  written('apostrophe', ['0001', '0002', '0003'], (id) => `'${id}`),
  written('key-prefix', people(4), (id) => `shop/${id}`),
  {
    kind: 'markup',
    // One that begins with a tag is no CSV, and rejected.
    content: 'Forbidden\n<h1>403</h1>\n<p>Ask for access.</p>\n',
    users: people(2),
  },
  written('json', people(4), (id) => `{"id":"${id}"}`),
  written('delimiter', people(4), (id) => `${id};Ann`),
  written('delimiter', people(4), (id) => `7\t${id}`),
  written('delimiter', people(4), (id) => `${id}|`),
  written('scientific', numbers, (id) => Number(id).toExponential().replace('e', 'E')),
  written('decimal', numbers, (id) => `${id}.0`),
  written('rounded', ['1234567890123456789', '9234567890123456781'], (id) => String(Number(id))),
  written('rounded', ['4929123412341234', '4539123412344321'], (id) => id.replace(/.$/, '0')),
  { kind: 'date', content: '2026-03-04\n2026-01-02\n2026-11-12\n', users: ['3-4', '1-2'] },
  written('blank', people(4), (id) => `${id}  `),
  written('invisible', people(4), (id) => `${id}\u00a0`),
  { kind: 'lost-characters', content: 'Zo\ufffd\nJos\ufffd\n', users: ['Zoë', 'José'] },
  { kind: 'lost-characters', content: '??\nuser-1\n', users: ['日本', 'user-1'] },
  { kind: 'overflow', content: '2147483647\n7\n', users: ['1234567890123456789', '7'] },
  written('wrong-encoding', ['Zoë', 'José', 'Łukasz'], (id) =>
    new TextDecoder('windows-1252').decode(Buffer.from(id)),
  ),
  written('thousands', ['1000', '12000', '345000'], (id) => group(id, '.')),
  written('thousands', numbers, (id) => group(id, ',')),
  written('zeros', ['0000000012', '0000000345', '0012006789'], (id) => String(Number(id))),
  written('zeros', ['12', '345', '6789'], (id) => id.padStart(10, '0')),
  written('backslash', ['a"b', 'c"d', 'e,f'], (id) => id.replaceAll(/[",]/g, '\\$&')),
  written('unicode-form', ['Zoë', 'José'], (id) => id.normalize('NFD')),
  written('uuid-form', uuids, (id) => `{${id.toUpperCase()}}`),
  written('case', uuids, (id) => id.toUpperCase()),
  written('case', ['ann@example.com', 'bob@example.com'], (id) =>
    id.replace(/^./, (first) => first.toUpperCase()),
  ),
  { kind: 'registered-otherwise', content: 'user-1\nuser-2\n', users: ['"user-1"', '"user-2"'] },
  { kind: 'one-row', content: people(30).join(''), users: people(30) },
  { kind: 'unmatchable', content: '"user-1\nuser-2"\n"user-3\nuser-4"\n', users: people(2) },
];
