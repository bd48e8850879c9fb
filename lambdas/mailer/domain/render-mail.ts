import type { Fact } from '../../shared/texts/fact.ts';
import type { Language } from '../../shared/texts/language.ts';
import { texts } from '../../shared/texts/texts.ts';

export interface Mail {
  /** one line */
  subject: string;
  text: string;
  html: string;
}

/** What a mail says, in plain text; names in it are escaped for display, and not for HTML. */
export interface MailContent {
  language: Language;
  subject: string;
  title: string;
  facts: readonly Fact[];
  /** of files; may be empty */
  names: readonly string[];
  /** how many names were left out */
  more: number;
  footer: string;
}

/** The same content as text and as HTML. */
export const renderMail = (content: MailContent): Mail => ({
  subject: content.subject,
  text: renderText(content),
  html: renderHtml(content),
});

const andMore = ({ language, more }: MailContent): string[] =>
  more === 0 ? [] : [texts[language].mails.andMore(more)];

const renderText = (content: MailContent): string =>
  [
    content.title,
    ...content.facts.map((fact) => texts[content.language].mails.paragraph(...fact)),
    ...(content.names.length === 0
      ? []
      : [[...content.names.map((name) => `- ${name}`), ...andMore(content)].join('\n')]),
    content.footer,
  ].join('\n\n') + '\n';

// Mail programs ignore style sheets, or take them for the whole page; only inline styles are safe.
const styles = {
  body: 'margin:0;padding:24px;font:15px/1.5 sans-serif;color:#1f2328;background:#fff',
  // Shows a name as it is: all its spaces, and broken where it would not fit.
  title: 'margin:0 0 16px;font-size:18px;white-space:pre-wrap;overflow-wrap:anywhere',
  fact: 'margin:0 0 12px;max-width:40em;white-space:pre-wrap;overflow-wrap:anywhere',
  names: 'margin:0 0 12px;padding-left:20px;white-space:pre-wrap;overflow-wrap:anywhere',
  footer: 'margin:24px 0 0;font-size:12px;color:#59636e',
} as const;

const renderHtml = (content: MailContent): string => {
  const { language, subject, title, facts, names, footer } = content;
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><title>${toHtml(subject)}</title></head>`,
    `<body style="${styles.body}">`,
    `<h1 style="${styles.title}">${toHtml(title)}</h1>`,
    ...facts.map(
      ([label, value]) =>
        `<p style="${styles.fact}"><strong>${toHtml(label)}</strong><br>${toHtml(value)}</p>`,
    ),
    ...(names.length === 0
      ? []
      : [`<ul style="${styles.names}">${toItems([...names, ...andMore(content)])}</ul>`]),
    `<p style="${styles.footer}">${toHtml(footer)}</p>`,
    '</body></html>',
    '',
  ].join('\n');
};

const toItems = (lines: readonly string[]): string =>
  lines.map((line) => `<li>${toHtml(line)}</li>`).join('');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const toHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
