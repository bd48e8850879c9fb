import { maxFileBytes } from '../../contract.ts';
import type { ForeignThing } from '../../domain/foreign-things.ts';
import { rejectionOf } from '../../domain/rejection-of-thing.ts';
import { optionOf } from '../commands.ts';
import type { About, Explanations } from '../explain.ts';
import { findings } from './findings.ts';
import { formats } from './formats.ts';
import { ignored } from './ignored.ts';
import { decideOnHeld, readOtherwise, remedies } from './remedies.ts';

/** Before 「です」. */
const things: Readonly<Record<ForeignThing, string>> = {
  xlsx: 'Excel ブック（.xlsx）',
  ods: 'LibreOffice の表計算ファイル（.ods）',
  xls: '旧形式の Excel ブック（.xls）',
  zip: 'ZIP ファイル',
  bzip2: 'bzip2 で圧縮されたファイル',
  xz: 'xz で圧縮されたファイル',
  '7-zip': '7-Zip ファイル',
  rar: 'RAR ファイル',
  lz4: 'LZ4 で圧縮されたファイル',
  snappy: 'Snappy で圧縮されたファイル',
  compress: 'compress で圧縮されたファイル（.Z）',
  tar: 'tar ファイル',
  twice: '二重に圧縮されたファイル',
  parquet: 'Parquet ファイル',
  orc: 'ORC ファイル',
  avro: 'Avro ファイル',
  arrow: 'Arrow ファイル（Feather）',
  sqlite: 'SQLite データベース',
  pdf: 'PDF 文書',
  'apple-double': 'macOS がファイルに付属させるデータ（AppleDouble）',
  html: 'Web ページ（HTML）',
  xml: 'XML ファイル',
  json: 'JSON ファイル',
  zeros: 'テキストでないか、最後まで書き込まれていないファイル（先頭がゼロのバイト）',
  'nothing-but-zeros': 'テキストでないファイル（ゼロのバイトと終端記号のみ）',
};

interface Columns {
  names: readonly string[];
  hasMore: boolean;
}

const listOf = ({ names, hasMore }: Columns): string =>
  names.map((name) => `「${name}」`).join('') + (hasMore ? 'など' : '');

const describeColumn = (columns: Columns | undefined): string =>
  columns
    ? `COLUMN には列名（${listOf(columns)}）または列番号を指定します。`
    : 'COLUMN には1から始まる列番号を指定します。';

export const nameDelimiter = (delimiter: string): string =>
  delimiter === '\t' ? 'タブ' : `「${delimiter}」`;

const ifItSeparates = (delimiter: string, about: About): string =>
  `列の区切り文字であれば、次のように指定してください：${readOtherwise(about, `--delimiter ${optionOf(delimiter)}`)}。`;

const reads = (row: number, firstRow: string): string =>
  row === 1 ? `この行の内容: ${firstRow}` : `1行目の内容: ${firstRow}`;

const owner = (isOwn: boolean): string => (isOwn ? 'オーディエンス' : 'プロジェクト');

const { number, members } = formats;

const missing = (row: number): string =>
  `${number(row)}行目に、プロジェクトで ID の列に指定された列がないか、2つ以上あります。`;

const tooSlow = (minutes: number): string =>
  `登録ユーザーの照合に約${number(minutes)}分かかり、取り込みの制限時間を超える見込みです。`;

export const explanations: Explanations = {
  ...findings,

  'not-utf8': ({ row }) =>
    `${number(row)}行目が正しい UTF-8 ではありません。${remedies['not-utf8']()}`,
  'utf-16': ({ row }) =>
    `${number(row)}行目が UTF-16 で書かれています（Excel や Tableau が出力する形式です）。${remedies['utf-16']()}`,
  'unclosed-quote': ({ row }) =>
    `${number(row)}行目の引用符（"）が閉じられていません。${remedies['unclosed-quote']()}`,
  'escaped-quote': ({ row }) =>
    `${number(row)}行目の引用符の前にバックスラッシュ（\\"）がありますが、エスケープとしては扱われません。` +
    'エクスポートのエスケープ文字を二重引用符に設定し、ID に含まれる引用符が2つ重ねて（""）出力されるようにしてください。',
  'blank-behind-quote': ({ row }) =>
    `${number(row)}行目の閉じ引用符（"）の後に余分な空白があります。引用符の前後に空白を出力しない設定にしてください。`,
  'delimiter-behind-quote': ({ row, delimiter }, about) =>
    `${number(row)}行目の閉じ引用符（"）の後に${nameDelimiter(delimiter)}があります。${ifItSeparates(delimiter, about)}`,
  'text-behind-quote': ({ row, text }) =>
    `${number(row)}行目の閉じ引用符（"）の後に文字があります。${remedies['broken-quote']()}該当箇所: ${text}`,
  'several-columns': ({ row, firstRow, columns }, about) =>
    `${number(row)}行目に2つ以上の列があります。${remedies['several-columns'](about)}${describeColumn(columns)}${reads(row, firstRow)}`,
  'several-with-other-delimiter': ({ row, firstRow, delimiter }, about) =>
    `${number(row)}行目に2つ以上の列があります。また、すべての行に${nameDelimiter(delimiter)}があります。` +
    `${ifItSeparates(delimiter, about)}${reads(row, firstRow)}`,
  'missing-column': ({ row, columns }, about) =>
    `${missing(row)}${remedies['missing-column'](about)}ファイルの列: ${listOf(columns)}`,
  'missing-with-other-delimiter': ({ row, columns, delimiter }, about) =>
    `${missing(row)}すべての行に${nameDelimiter(delimiter)}があります。${ifItSeparates(delimiter, about)}ファイルの列: ${listOf(columns)}`,
  'too-few-columns': ({ row }) =>
    `${number(row)}行目の列が足りず、ID の列がありません。${remedies['too-few-columns']()}`,
  'other-delimiter': ({ delimiter, firstRow, columns }, about) =>
    `登録ユーザーに該当する ID が1件もなく、先頭の各行に${nameDelimiter(delimiter)}が同じ数だけ含まれています。` +
    `${remedies['other-delimiter'](about, delimiter)}${describeColumn(columns)}1行目の内容: ${firstRow}`,
  truncated: () => `圧縮ファイルが途中で終わっています。${remedies['damaged-archive']()}`,
  'too-wide': () =>
    '圧縮ファイルの展開に必要なメモリが足りません。zstd --long=27 以下で圧縮してください。',
  damaged: () => `圧縮ファイルが破損しています。${remedies['damaged-archive']()}`,
  'foreign-file': ({ thing, begins }) =>
    `CSV ファイルではなく、${things[thing]}です。${remedies[rejectionOf[thing]]()}` +
    (begins === undefined ? '' : `ファイルの先頭: ${begins}`),
  empty: () => `ファイルにユーザー ID がありません。${remedies.empty()}`,
  'too-large': ({ bytes }) =>
    `ファイルのサイズは${number(bytes)}バイトです。上限は${number(maxFileBytes)}バイト（500 MB）です。${remedies['too-large']()}`,
  'too-large-unpacked': () =>
    `圧縮ファイルの展開後のサイズが、上限の${number(maxFileBytes)}バイト（500 MB）を超えています。${remedies['too-large']()}`,
  'colliding-ids': () =>
    `ファイルの ID が、ハッシュ値が衝突するように作られています。${remedies['colliding-ids']()}`,
  'bad-name': () =>
    `ファイル名に制御文字や文字の向きを変える文字が含まれ、別の名前に見える可能性があります。${remedies['bad-name']()}`,
  limit: ({ limit }, about) =>
    `プロジェクトのオーディエンス数が上限（${number(limit)}件）に達しているため、新しく作成できません。${remedies.limit(about)}`,

  archived: () =>
    `ファイルが S3 のアーカイブ（Glacier）にあり、読み取れません。${remedies.archived()}`,
  'too-slow': () =>
    `取り込みが関数の制限時間内に終わりませんでした。何も公開されていません。${remedies['too-slow']()}`,
  'collector-behind': ({ versions }) =>
    `オーディエンスの過去のバージョンが${number(versions)}件残っており、削除されるまで新しいバージョンを保存できません。ファイルは読み込まれていません。` +
    remedies['collector-behind'](),
  'users-source-too-slow': ({ minutes }) =>
    `${tooSlow(minutes)}${remedies['users-source-too-slow']()}`,
  'above-read-cap': ({ minutes, readCap }) =>
    `${tooSlow(minutes)}プロジェクトの --users-max-read-units（現在${number(readCap)}）を引き上げてください。`,
  'above-default-read-cap': ({ minutes, readCap }) =>
    `${tooSlow(minutes)}お客様自身のユーザーテーブルは、プロジェクトで設定しない限り毎秒${number(readCap)}読み込みユニットまでしか使われません。` +
    'テーブルの余力に合わせて --users-max-read-units を設定してください。設定するとスキャンもできるようになります。',
  'gave-up': ({ hours }, about) =>
    'ファイルの内容とは別の原因により、取り込めませんでした。ファイルは残っており、配信にはこれまでの内容が使われます。' +
    `${number(hours)}時間後に再試行します。${remedies['gave-up'](about)}`,

  'would-be-empty': ({ live, unregistered, version }, about) =>
    `公開するとメンバーが0人になります。現在のメンバーは${members(live)}ですが、ファイルの ID ${number(unregistered)}件のうち、` +
    `登録ユーザーに該当するものはありません。${decideOnHeld(about, version)}`,
  'too-few': ({ live, next, minMembers, isOwn, version }, about) =>
    `メンバーが${members(live)}から${members(next)}になります。${owner(isOwn)}の --min-members は${number(minMembers)}です。${decideOnHeld(about, version)}`,
  'first-too-few': ({ next, minMembers, isOwn, version }, about) =>
    `このオーディエンスの最初のリストで、メンバーは${members(next)}です。${owner(isOwn)}の --min-members は${number(minMembers)}です。${decideOnHeld(about, version)}`,
  shrinks: ({ live, next, percent, maxShrink, isOwn, version }, about) =>
    `メンバーが${members(live)}から${members(next)}に、${percent}%減ります。${owner(isOwn)}の --max-shrink は${number(maxShrink)}です。${decideOnHeld(about, version)}`,
  grows: ({ live, next, percent, maxGrowth, isOwn, version }, about) =>
    `メンバーが${members(live)}から${members(next)}に、${percent}%増えます。${owner(isOwn)}の --max-growth は${number(maxGrowth)}です。${decideOnHeld(about, version)}`,
  'first-version': ({ next, unregistered, isOwn, version }, about) =>
    `このオーディエンスの最初のリストで、メンバーは${members(next)}、未登録の ID は${number(unregistered)}件です。` +
    `${owner(isOwn)}の --hold-first が有効です。${decideOnHeld(about, version)}`,

  shrunk: ({ before, version, now }) =>
    `バージョン ${version} では${members(before)}でしたが、${members(now)}になりました。`,
  'was-live': ({ version, members: count }) => `バージョン ${version}（${members(count)}）でした。`,
  'was-first': () => 'ありません。オーディエンスの最初のバージョンです。',
  ignored: ({ reason, count, examples }) => ignored.objects(reason, count, examples),
};
