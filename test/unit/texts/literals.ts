import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Literals of a module that read like a part of a sentence: two words with a blank between them. HTML is left out. */
export const sentencesIn = (file: string): string[] => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      const text = node.text.replaceAll(/<[^>]*>?|^[^<]*>/g, '');
      if (/[A-Za-z]{2,},? [A-Za-z]{2,}/.test(text)) found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};
