/** What the sample drops into the bucket, and what has to come of it. */
export const sampleProject = {
  projectId: 'sample',
  path: 'sample/',
  adminEmails: ['marketing@example.com'],
  audienceLimit: 10,
};

export interface SampleFile {
  /** audience's name: the file's name without `.csv` */
  name: string;
  /** the file as it is dropped first, and as it is overwritten later */
  uploads: [string, ...string[]];
  /** what the audience has to look like in the end */
  expected: { status: string; members: number; cause?: string };
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
    uploads: [list(usersFrom(1, 400))],
    expected: { status: 'ready', members: 400 },
    shows: 'a plain list',
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
    shows: 'an export with quotes, byte-order mark and Windows line ends',
  },
  {
    name: '春のキャンペーン',
    uploads: [list(usersFrom(301, 75))],
    expected: { status: 'ready', members: 75 },
    shows: 'a name in Japanese',
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
];
