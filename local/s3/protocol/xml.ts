const named = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/**
 * Text for an XML document. Control characters become references, as S3 writes them: XML 1.0 forbids most
 * of them even so, which is why clients ask for `encoding-type=url`; but a bare CR would turn into LF.
 */
export const escapeXml = (text: string): string =>
  text.replace(
    // eslint-disable-next-line no-control-regex -- they are what has to be escaped
    /[&<>"\u0000-\u001f\u007f-\u009f\u2028\ufffe\uffff]/g,
    (char) => named.get(char) ?? `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`,
  );

/** `<name>content</name>`; the content is XML already. */
export const element = (name: string, ...content: readonly string[]): string =>
  `<${name}>${content.join('')}</${name}>`;

/** `<name>value</name>` with the value escaped; nothing at all for a value that is not there. */
export const field = (name: string, value: string | number | boolean | undefined): string =>
  value === undefined ? '' : element(name, escapeXml(String(value)));

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A whole answer in S3's namespace. */
export const xmlDocument = (root: string, ...content: readonly string[]): string =>
  `${declaration}<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content.join('')}</${root}>`;

/** Error documents carry no namespace. */
export const errorDocument = (...content: readonly string[]): string =>
  declaration + element('Error', ...content);
