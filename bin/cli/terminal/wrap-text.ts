import { widthOf } from './width-of.ts';

const words = new Intl.Segmenter('ja', { granularity: 'word' });

/** Quoted commands, which can be copied only from one line; blanks; what is written without blanks between words (Japanese); and the rest. */
const runs =
  /"audience-import [^"]*"|「audience-import [^」]*」|\s+|[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+|[^\s\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+/g;
const isCommand = /^["「]audience-import /;
const isWide = /^[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/** No line begins or ends with these, as Japanese is set. */
const notFirst = /^[、。，．：；！？）」』】〉》・ー～…%),.:;]/;
const notLast = /[（「『【〈《(]$/;

/** Lines of no more columns than that, as far as words allow; also of text that has no blanks between words. */
export const wrapText = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');

const wrapLine = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
};

/** What has to stay on one line. Put together, they are the text. */
const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  for (const run of text.match(runs) ?? [])
    for (const piece of isWide.test(run) && !isCommand.test(run) ? wordsOf(run) : [run]) {
      const before = pieces.at(-1);
      if (before !== undefined && (notFirst.test(piece) || notLast.test(before)))
        pieces.splice(-1, 1, before + piece);
      else pieces.push(piece);
    }
  return pieces;
};

const wordsOf = (run: string): string[] => [...words.segment(run)].map(({ segment }) => segment);
