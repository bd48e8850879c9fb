import type { IgnoredReason } from '../../domain/ignored-reasons.ts';
import type { Ignored } from '../en/ignored.ts';
import { formats } from './formats.ts';

const reasons: Readonly<Record<IgnoredReason, string>> = {
  'csv-folder':
    'ファイルのような名前のフォルダーです。Spark、Glue、Athena は、リストをこのようなフォルダーの中に分割して書き出します。' +
    '1つのファイルとして書き出し（Spark では coalesce(1)）、末尾のスラッシュを除いたフォルダー名でコピーしてください。',
  'near-suffix':
    '名前が .csv、.csv.gz、.csv.zst で終わらないため、読み込まれません。ユーザー ID のリストであれば、エクスポートの形式を CSV に、名前を NAME.csv にしてください。',
  shadowed:
    '同じオーディエンスの別のファイルが読み込まれています（.csv が優先され、次に名前順で最初のものが選ばれます）。古いほうを削除するか、どちらかの名前を変更してください。',
  folder:
    'フォルダーです。読み込まれるのはプロジェクトのパス直下のファイルだけです。ファイルをパスの直下にアップロードするか、プロジェクトのパスをこのフォルダーに変更してください。',
  hidden:
    '隠しファイルです。名前がドットで始まるファイルは、macOS やエディターが作成します。ユーザー ID のリストであれば名前を変更してください。それ以外の場合、対応は不要です。',
  other:
    '名前から、リストではないと判断されました。ユーザー ID のリストであれば、名前を NAME.csv に変更してください。それ以外の場合、対応は不要です。',
};

export const ignored: Ignored = {
  reason: (reason) => reasons[reason],

  examples: (count, examples) => {
    const names = examples.map((name) => `「${name}」`).join('');
    const more = count - examples.length;
    return more > 0 ? `${names}ほか${formats.number(more)}件` : names;
  },

  objects: (reason, count, examples) =>
    `${ignored.examples(count, examples)}${count === 1 ? '' : `（計${formats.number(count)}件）`}：${reasons[reason]}`,
};
