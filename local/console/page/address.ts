import { z } from 'zod';

export const sections = ['audiences', 'mails', 'scanner', 'technical'] as const;
export type Section = (typeof sections)[number];

/** What the part of the URL behind `#` says is shown. */
export interface Place {
  section: Section;
  /** of the view, where audiences are shown */
  params: Record<string, unknown>;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** `shop` -> `shop`, 2 -> `2`, `"2"` for the text that would be read as a number */
const encode = (value: unknown): string =>
  typeof value === 'string' && parse(value) === undefined ? value : JSON.stringify(value);

const decode = (text: string): unknown => {
  const value = parse(text);
  return value === undefined ? text : value;
};

const sectionSchema = z.enum(sections);

/** `#mails`, `#view=project&project=shop&page=2` */
export const toHash = ({ section, params }: Place): string => {
  if (section !== 'audiences') return `#${section}`;
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) pairs.append(name, encode(value));
  return `#${pairs.toString()}`;
};

export const fromHash = (hash: string): Place => {
  const text = hash.slice(1);
  const { data } = sectionSchema.safeParse(text);
  if (data) return { section: data, params: {} };
  const params: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) params[name] = decode(value);
  return { section: 'audiences', params };
};
