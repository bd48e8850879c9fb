import { readFileSync } from 'node:fs';
import ts from 'typescript';

const source = new URL('../../lib/audience-import-props.ts', import.meta.url);

/** The table of docs/construct.md: the properties as their TSDoc describes them. */
export const describeProperties = (): string => {
  const file = ts.createSourceFile(
    source.pathname,
    readFileSync(source, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const properties = file.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ members }) => members.filter(ts.isPropertySignature));
  const rows = properties.map((property) => {
    const [comment] = property.getChildren(file).filter(ts.isJSDoc);
    const byDefault = ts.getJSDocTags(property).find(({ tagName }) => tagName.text === 'default');
    const cells = [
      `\`${property.name.getText(file)}\``,
      inOneLine(ts.getTextOfJSDocComment(comment?.comment)),
      inOneLine(ts.getTextOfJSDocComment(byDefault?.comment)).replace(/^- /, ''),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| property | what it is | default |', '| --- | --- | --- |', ...rows].join('\n');
};

const inOneLine = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();
