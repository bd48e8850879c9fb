/** The part of mailparser that the tests use; it brings no types. */
declare module 'mailparser' {
  export interface ParsedMail {
    /** the header's lines as they came, in order */
    headerLines: readonly { key: string; line: string }[];
    subject?: string;
    text?: string;
    html: string | false;
    attachments: readonly unknown[];
  }
  export const simpleParser: (source: Buffer) => Promise<ParsedMail>;
}
