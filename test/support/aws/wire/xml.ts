const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\r]/g, (character) => entities[character] ?? character);

/** An element with children, or with text. */
export const element = (name: string, ...content: readonly (string | Element)[]): Element => ({
  xml: `<${name}>${content.map((part) => (typeof part === 'string' ? escapeXml(part) : part.xml)).join('')}</${name}>`,
});

export interface Element {
  xml: string;
}

export const xmlBody = ({ xml }: Element): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
