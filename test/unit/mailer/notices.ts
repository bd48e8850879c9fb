import type { PendingNotice } from '../../../lambdas/mailer/domain/group-notices.ts';
import { type Notice, noticeKey } from '../../../lambdas/shared/domain/notice.ts';

export const aNotice = (more: Partial<Notice> = {}): Notice => ({
  kind: 'rejected',
  cause: 'not-utf8',
  message: 'Row 2 is not UTF-8. Save the file as UTF-8 and upload it again.',
  row: 2,
  importId: 'import-1',
  etag: 'e1',
  at: Date.UTC(2026, 10, 23, 23, 59),
  live: { version: 3, members: 120_000 },
  ...more,
});

export const pendingNotice = (fileName: string, more: Partial<Notice> = {}): PendingNotice => {
  const notice = aNotice(more);
  return { fileName, key: noticeKey(notice), notice };
};

export const manyNotices = (count: number, more: Partial<Notice> = {}): PendingNotice[] =>
  Array.from({ length: count }, (_, index) => pendingNotice(`${index}.csv`, more));

/** File names chosen by somebody who means harm. All of them end in `.csv`, as every file of ours does. */
export const hostileNames = {
  'a header': 'a\r\nBcc: x@example.com.csv',
  'a script': '<script>alert(1)</script>.csv',
  'HTML entities': '&lt;b&gt;&amp;"\'.csv',
  'a right-to-left override': 'vip\u202efdp.csv',
  'a formula': "=cmd|'/c calc'!A0.csv",
  'an encoded word': '=?utf-8?Q?=0D=0ABcc:_x@example.com?=.csv',
  '1,024 bytes of emoji': `${'😀'.repeat(255)}.csv`,
  'only marks': `${'\u0301'.repeat(510)}.csv`,
  'a NUL and an escape': '\0\u001b[2J.csv',
} as const;
