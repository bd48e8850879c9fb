import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Mail } from '../../../lambdas/mailer/domain/render-mail.ts';
import type { Language } from '../../../lambdas/shared/texts/language.ts';
import { composeMail } from '../../../lambdas/mailer/domain/compose-mail.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aLiveVersion, someCounts } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { arrange } from '../shared/import-world.ts';

/** Files as people's tools have written them, over an audience that has members. */
interface Case {
  file: string | Buffer;
  users: readonly string[];
  /** of the version that is live; 0: there is none */
  live?: number;
  maxShrink?: number;
  /** of the import, with the cause or the number of members */
  ends: [result: string, of: string | number];
  /** what stands in the one mail; nothing: there is none */
  mail?: readonly (string | RegExp)[];
}

const two = ['user-1', 'user-2'];
const numbered = (count: number, write: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => write(index));
const padded = numbered(100, (index) => String(index + 1).padStart(4, '0'));
const mark = '\ufeff';

const cases: Readonly<Record<string, Case>> = {
  'two columns with a semicolon, of which the first has the users': {
    file: 'user_id;name\r\nuser-1;Ann\r\nuser-2;Bob\r\n',
    users: two,
    ends: ['rejected', 'other-delimiter'],
    mail: [
      `--delimiter ';' --id-column COLUMN"`,
      'COLUMN is "user_id", "name"',
      'would be registered as column 1 alone',
      /"audience-import project put project-\d+ --delimiter ';' --id-column 1"/,
      'Still version 3 with 7 members',
    ],
  },
  'a semicolon behind each ID': {
    file: 'user-1;\r\nuser-2;\r\n',
    users: two,
    live: 0,
    ends: ['rejected', 'other-delimiter'],
    mail: ['a ";" comes equally often', 'Nothing: the audience has no published version'],
  },
  'columns parted by tabs': {
    file: 'user-1\tAnn\nuser-2\tBob\n',
    users: two,
    ends: ['rejected', 'other-delimiter'],
    mail: ['a tab comes equally often', '--delimiter tab'],
  },
  'rows that end with a CR alone, as of Excel for Mac': {
    file: 'user-1\ruser-2\r',
    users: two,
    live: 0,
    ends: ['published', 2],
  },
  'a last row with a CR and no LF': {
    file: 'user-1\r\nuser-2\r',
    users: two,
    live: 0,
    ends: ['published', 2],
  },
  'a header and nothing below it': {
    file: 'user_id\n',
    users: two,
    ends: ['held', 'would-be-empty'],
    mail: [
      "The only ID is a column's name, and no row follows",
      /"audience-import audience discard project-\d+ vip --version 4"/,
    ],
  },
  'an error message in HTML': {
    file: '<html><body>502 Bad Gateway</body></html>',
    users: two,
    ends: ['rejected', 'html'],
    mail: ['It begins: <html><body>502 Bad Gateway'],
  },
  'an error message in JSON': {
    file: '{"message":"Unauthorized"}',
    users: two,
    ends: ['rejected', 'json'],
    mail: ['It begins: {"message":"Unauthorized"}'],
  },
  'an error message of S3': {
    file: '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>',
    users: two,
    ends: ['rejected', 'xml'],
    mail: ['NoSuchKey'],
  },
  'zeros in place of the rows': {
    file: Buffer.alloc(4096),
    users: two,
    ends: ['rejected', 'binary'],
    mail: ['or not written to its end: it begins with zeros'],
  },
  'gzip under the name of a CSV file': {
    file: gzipSync('user-1\nuser-2\n'),
    users: two,
    live: 0,
    ends: ['published', 2],
  },
  'a workbook under the name of a CSV file': {
    file: 'PK\x03\x04[Content_Types].xml',
    users: two,
    ends: ['rejected', 'spreadsheet'],
    mail: ['Excel', 'CSV UTF-8 (Comma delimited)'],
  },
  'Parquet under the name of a CSV file': {
    file: 'PAR1\x15\x04',
    users: two,
    ends: ['rejected', 'table-format'],
    mail: ['Set the format of the export to CSV'],
  },
  'empty columns and rows of commas, as a spreadsheet adds them': {
    file: 'user_id,\r\nuser-1,\r\nuser-2,\r\n,,\r\n',
    users: two,
    live: 0,
    ends: ['published', 2],
  },
  'two columns with a comma': {
    file: 'name,user_id\nAnn,user-1\n',
    users: two,
    ends: ['rejected', 'several-columns'],
    mail: [/--id-column COLUMN", then "audience-import audience retry project-\d+ vip"/],
  },
  'files with byte-order marks, put together': {
    file: `${mark}user-1\n${mark}${mark}user-2\n`,
    users: two,
    live: 0,
    ends: ['published', 2],
  },
  'a first row for Excel': {
    file: 'sep=,\r\nuser-1\r\nuser-2\r\n',
    users: two,
    live: 0,
    ends: ['published', 2],
  },
  'zeros that a spreadsheet was to keep, in half of the rows': {
    file: padded.map((id, index) => (index % 2 === 0 ? id : `="${id}"`)).join('\n'),
    users: padded,
    live: 100,
    ends: ['published', 50],
    mail: ['unregistered IDs are spreadsheet formulas', 'without = and quotes', '0% were'],
  },
  'numbers in scientific notation': {
    file: '4.892E+05\n1.2E+06\n',
    users: ['489200', '1200000'],
    ends: ['held', 'would-be-empty'],
    mail: ['numbers in scientific notation', 'with all digits written out'],
  },
  'whole numbers with .0': {
    file: '12340.0\n12341.0\n',
    users: ['12340', '12341'],
    ends: ['held', 'would-be-empty'],
    mail: ['both of them would be registered without the trailing .0', 'dtype=str'],
  },
  'a no-break space behind each ID': {
    file: 'user-1\u00a0\nuser-2\u00a0\n',
    users: two,
    ends: ['held', 'would-be-empty'],
    mail: ['invisible characters', /For example: user-\d\\u\{a0\}/],
  },
  'a blank behind each quote': {
    file: '"user-1" \n"user-2" \n',
    users: two,
    ends: ['rejected', 'broken-quote'],
    mail: ['has a blank after its closing quote'],
  },
  'quotes with a backslash, as of Spark': {
    file: '"say \\"hi\\""\n',
    users: two,
    ends: ['rejected', 'broken-quote'],
    mail: ['Set the escape character of the export to a double quote'],
  },
  'the first part of a list, cut within an ID': {
    file: `${padded.slice(0, 40).join('\n')}\n00`,
    users: padded,
    live: 100,
    ends: ['published', 40],
    mail: [
      'It had 100 members in version 3, and has 40 now',
      /"audience-import audience rollback project-\d+ vip"/,
      /"audience-import project put project-\d+ --max-shrink 50"/,
    ],
  },
  'the same where the project has said how much may be lost': {
    file: padded.slice(0, 40).join('\n'),
    users: padded,
    live: 100,
    maxShrink: 50,
    ends: ['held', 'shrinks'],
    mail: ["60 % fewer; the project's --max-shrink is 50"],
  },
};

/** As sentences of ours have them. */
const english = /\b(?:the|is|are|of|and|was|with|you|your)\b/;

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const liveWith = (members: number): Partial<AudienceItem> =>
  members === 0
    ? {}
    : {
        versions: {
          3: aLiveVersion({ counts: someCounts({ rows: members, unregistered: 0, members }) }),
        },
        versionCounter: 3,
      };

it.each(Object.entries(cases))(
  '%s',
  async (_, { file, users, live = 7, maxShrink, ends, mail = [] }) => {
    const world = await arrange(dynalite, {
      file,
      item: liveWith(live),
      project: { maxShrink },
      ports: () => ({ openUsers: () => fakeUsers(users) }),
    });
    expect(await world.deliverTo('importer')).toBe(true);
    const { versions, outcome, notices } = (await world.read())!;
    const [result, of] = ends;
    const members = Object.values(versions).flatMap((version) =>
      version.state === 'live' ? version.counts.members : [],
    );
    expect([outcome?.result, outcome?.cause ?? members[0]]).toEqual([result, of]);
    const mailsIn = (language: Language): Mail[] =>
      Object.entries(notices).map(([key, notice]) =>
        composeMail({ ...world.message, language }, [
          { fileName: world.message.fileName, key, notice },
        ]),
      );
    const letters = mailsIn('en');
    expect(letters).toHaveLength(mail.length === 0 ? 0 : 1);
    for (const part of mail)
      expect(letters[0]!.text).toEqual(
        typeof part === 'string' ? expect.stringContaining(part) : expect.stringMatching(part),
      );
    // Commands and settings of tools are the same in all languages; sentences are none of these.
    for (const { text } of mailsIn('ja')) {
      expect(text).toMatch(/^プロジェクト .*「vip\.csv」/);
      expect(text.replaceAll(/「audience-import [^」]*」/g, '')).not.toMatch(english);
    }
  },
);
