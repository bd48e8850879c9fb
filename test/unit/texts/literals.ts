import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Literals of a module that read like a part of a sentence: two words with a blank between them. HTML is left out. */
export const sentencesIn = (
  file: string,
  isForPeople: (literal: ts.Node) => boolean = () => true,
): string[] => {
  const source = ts.createSourceFile(
    ...([file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true] as const),
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      const text = node.text.replaceAll(/<[^>]*>?|^[^<]*>/g, '');
      if (/[A-Za-z]{2,},? [A-Za-z]{2,}/.test(text) && isForPeople(node)) found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** What is called with a text that no person reads as it is: the schemas of JSON are English, and so are names of items. */
const notForPeople: Readonly<Record<string, string>> = {
  describe: 'a JSON schema',
  parseItem: 'the name of an item, for developers',
  RegExp: 'what commander says',
  'String.raw': 'what commander says',
  includes: 'what AWS says',
  helpCommand: 'a command and its argument',
  // Of a mistake of ours, which is for developers.
  Error: 'an error that nobody can mend',
};

/** Of the command: what is neither an argument of such a call nor compared with anything. */
export const isForPeople = (literal: ts.Node): boolean => {
  for (let node = literal; !ts.isStatement(node); node = node.parent) {
    const { parent } = node;
    if (
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken
    )
      return false;
    const called =
      ts.isCallExpression(parent) || ts.isNewExpression(parent)
        ? parent.expression
        : ts.isTaggedTemplateExpression(parent)
          ? parent.tag
          : undefined;
    if (called === undefined || called === node) continue;
    const name = called.getText();
    const isNamed = Object.keys(notForPeople).some(
      (each) => name === each || name.endsWith(`.${each}`),
    );
    if (isNamed) return false;
  }
  return true;
};
