import { describe, expect, it } from '@jest/globals';
import { DomUtils, parseDocument } from 'htmlparser2';
import { composeCatchUp } from '../../../lambdas/mailer/domain/compose-catch-up.ts';
import { composeMail } from '../../../lambdas/mailer/domain/compose-mail.ts';
import type { Mail } from '../../../lambdas/mailer/domain/render-mail.ts';
import type { Notice } from '../../../lambdas/shared/domain/notice.ts';
import { aNotice, pendingNotice } from './notices.ts';

/** Turns the text around, clears the screen, begins a line and an element. */
const hostile = '\u202e\u001b[2J\r\n<img src=x>"\'&amp;';
const shown = '\\u{202e}\\u{1b}[2J\\u{d}\\u{a}<img src=x>"\'&amp;';

const diagnosis: Notice['diagnosis'] = {
  findings: [{ kind: 'x', share: 1, sentence: `sentence ${hostile}`, example: `eg ${hostile}` }],
  sampled: 1,
};
const fileName = `name ${hostile}.csv`;
const message = `message ${hostile}`;
const notice = aNotice({ message, diagnosis });
const inFile = pendingNotice(fileName, { message, diagnosis });

const mails: [string, Mail, string[]][] = [
  [
    'of one notice',
    composeMail({ projectId: 'shop' }, [inFile]),
    ['name', 'message', 'sentence', 'eg'],
  ],
  [
    'of several with one message',
    composeMail({ projectId: 'shop' }, [
      inFile,
      pendingNotice('other.csv', { message, diagnosis }),
    ]),
    ['name', 'message', 'sentence', 'eg'],
  ],
  [
    'of several with different messages',
    composeMail({ projectId: 'shop' }, [inFile, pendingNotice('other.csv')]),
    ['For example "name', 'message', 'for example in "name'],
  ],
  [
    'of one with a command to type',
    composeMail({ projectId: 'shop' }, [pendingNotice(fileName, { kind: 'emptied', message })]),
    ['name', 'message'],
  ],
  [
    'of objects that are ignored',
    composeMail({ projectId: 'shop' }, [pendingNotice('#ignored', { kind: 'ignored', message })]),
    ['message'],
  ],
  [
    'of one in Japanese',
    composeMail({ projectId: 'shop', language: 'ja' }, [
      pendingNotice(fileName, {
        message,
        diagnosis,
        explanation: { of: 'text-behind-quote', values: { row: 2, text: `text ${hostile}` } },
      }),
    ]),
    ['name', 'text', 'sentence', 'eg'],
  ],
  [
    'of what did not reach somebody',
    composeCatchUp({ projectId: 'shop' }, [{ fileName, notice, reached: [] }], undefined),
    ['name', 'message'],
  ],
];

describe.each(mails)('the mail %s', (_, { subject, text, html }, places) => {
  it('has one line of subject, and nothing anywhere that a screen obeys', () => {
    expect(subject).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    for (const body of [text, html])
      expect(body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('shows as text, also in HTML, what stands in names, messages and files', () => {
    const document = parseDocument(html);
    expect(DomUtils.getElementsByTagName('img', document)).toEqual([]);
    for (const body of [text, DomUtils.textContent(document)])
      for (const place of places) expect(body).toContain(`${place} ${shown}`);
  });
});
