/** What the sample drops into the bucket, and what has to come of it. */
export const sampleProject = {
  projectId: 'sample',
  path: 'sample/',
  adminEmails: ['marketing@example.com'],
  audienceLimit: 7,
};

export interface SampleFile {
  /** audience's name: the file's name without `.csv` */
  name: string;
  /** the file as it is dropped before each scan; null: as it is, or not there yet */
  uploads: readonly (string | Uint8Array | null)[];
  /** what the audience has to look like in the end */
  expected: { status: string; members: number | null; cause?: string };
  /** what there is to see */
  shows: string;
}

const usersFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `user-${String(first + index).padStart(4, '0')}`);

export const registeredUsers = usersFrom(1, 1000);

const list = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

const byteOrderMark = '\u{feff}';

export const sampleFiles: readonly SampleFile[] = [
  {
    name: 'newsletter',
    uploads: [list(['user_id', ...usersFrom(1, 400)])],
    expected: { status: 'ready', members: 400 },
    shows: 'as Treasure Data writes it: a header is an ID that nobody has',
  },
  {
    name: 'vip-customers',
    uploads: [
      byteOrderMark +
        usersFrom(101, 120)
          .map((id) => `"${id}"\r\n`)
          .join(''),
    ],
    expected: { status: 'ready', members: 120 },
    shows: 'as Domo writes it: byte-order mark, quotes, Windows line ends',
  },
  {
    name: '春のキャンペーン',
    uploads: [list(usersFrom(301, 75))],
    expected: { status: 'ready', members: 75 },
    shows: 'a plain list with a name in Japanese',
  },
  {
    name: 'inactive-30-days',
    uploads: [list([...usersFrom(901, 150), ...usersFrom(901, 20), '', 'user-1'])],
    expected: { status: 'ready', members: 100 },
    shows: 'people listed twice, people who are not registered, a blank line',
  },
  {
    name: 'abandoned-cart',
    uploads: [list(usersFrom(501, 50)), list(usersFrom(521, 80))],
    expected: { status: 'ready', members: 80 },
    shows: 'updated: the new list replaces the old one',
  },
  {
    name: 'loyalty-gold',
    uploads: [list(usersFrom(701, 30)), 'user-0701\nuser-0702\nuser-0703,gold\n'],
    expected: { status: 'rejected', members: 30, cause: 'several-columns' },
    shows: 'updated with a broken file: the last good list stays',
  },
  {
    name: 'dashboard-crosstab',
    uploads: [Buffer.from(`${byteOrderMark}Customer\tVisits\r\nuser-0001\t12\r\n`, 'utf16le')],
    expected: { status: 'rejected', members: null, cause: 'utf-16' },
    shows: "Tableau's crosstab: UTF-16 text, not a list",
  },
  {
    name: 'churn-risk',
    uploads: ['\n\n'],
    expected: { status: 'rejected', members: null, cause: 'empty' },
    shows: 'an export without any row',
  },
  {
    name: 'birthdays',
    uploads: [null, list(usersFrom(601, 12))],
    expected: { status: 'ready', members: 12 },
    shows: `the last of the ${sampleProject.audienceLimit} audiences that the project may have`,
  },
  {
    name: 'one-too-many',
    uploads: [null, null, list(usersFrom(1, 10))],
    expected: { status: 'rejected', members: null, cause: 'limit' },
    shows: 'one more than that: it waits until there is room',
  },
];
