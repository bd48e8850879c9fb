import { XMLParser } from 'fast-xml-parser';
import { S3Error } from './s3-error.ts';

/** An element with children; text and repeated elements as fast-xml-parser gives them. */
export type XmlElement = Readonly<Record<string, unknown>>;

const isElement = (value: unknown): value is XmlElement =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Keys must come through untouched, so values are neither trimmed nor turned into numbers, and entities are
 * decoded below: the parser drops references to control characters, which keys may contain.
 */
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  removeNSPrefix: true,
  trimValues: false,
});

const namedEntities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return namedEntities.get(name) ?? whole;
    const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal);
    if (code > 0x10ffff) throw malformed(`${whole} is not a character.`);
    return String.fromCodePoint(code);
  });

const malformed = (reason: string): S3Error =>
  new S3Error('MalformedXML', `The XML in the request body cannot be used: ${reason}`);

/**
 * The parser is lenient, so that a document which was cut is recognised by the missing end of its root.
 *
 * @throws S3Error `MalformedXML` when the body is no whole XML document with the root `root`
 */
export const readXml = (body: string, root: string): XmlElement => {
  if (!new RegExp(`</(?:\\w+:)?${root}\\s*>\\s*$`).test(body))
    throw malformed(`</${root}> is missing.`);
  let parsed: unknown;
  try {
    parsed = parser.parse(body);
  } catch (error) {
    throw malformed(String(error));
  }
  const found = isElement(parsed) ? parsed[root] : undefined;
  if (!isElement(found)) throw malformed(`expected <${root}> with elements inside.`);
  return found;
};

/** The children of that name, however many there are. */
export const childElements = (parent: XmlElement, name: string): XmlElement[] => {
  const found = parent[name];
  const all: readonly unknown[] = Array.isArray(found) ? found : [found];
  return all.filter(isElement);
};

/** The text of a child, or undefined when there is none. */
export const childText = (parent: XmlElement, name: string): string | undefined => {
  const found = parent[name];
  return typeof found === 'string' ? decodeEntities(found) : undefined;
};

/** @throws S3Error `MalformedXML` when there is no such child */
export const requiredText = (parent: XmlElement, name: string): string => {
  const text = childText(parent, name);
  if (text === undefined) throw malformed(`<${name}> is missing.`);
  return text;
};
