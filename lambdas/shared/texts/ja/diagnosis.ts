import type { CauseKey, HowKey } from '../../domain/diagnosis/keys.ts';
import { readColumn } from '../commands.ts';
import type { About } from '../explain.ts';

interface CauseText {
  /** after what they are; absent where only the registered users show it */
  says?: string;
  remedy: (about: About) => string;
}

const delimited = (cause: CauseKey, name: string): CauseText => ({
  says: `${name}を含みます`,
  remedy: (about) =>
    '列の区切り文字であれば、ID の列だけをエクスポートするか、次のように指定してください：' +
    `「${readColumn(about, cause, 1)}」。`,
});

const exactly = 'ID は完全一致で照合されます。';
const asText = '数値として扱われています。';

export const causes: Readonly<Record<CauseKey, CauseText>> = {
  'missing-value': {
    says: '値がないことを表す語です',
    remedy: () =>
      '取り込みに支障はありませんが、ID のない行は出力しないか、空にすることをお勧めします。',
  },
  header: {
    says: '列の見出しです',
    remedy: () => '見出しの名前で登録されたユーザーがいなければ、取り込みに支障はありません。',
  },
  formula: {
    says: '表計算ソフトの数式です',
    remedy: () =>
      'Excel で先頭のゼロを残すためのエクスポート設定（「force text」「Excel format」など）を無効にし、値だけを出力してください。',
  },
  quotes: {
    says: '引用符が値の一部になっています',
    remedy: () =>
      '引用符が二重に付いているか、別の種類の引用符が使われています。半角の引用符で1回だけ囲むか、囲まずに出力してください。',
  },
  apostrophe: {
    says: 'アポストロフィで始まります',
    remedy: () =>
      '表計算ソフトで文字列を表す記号です。代わりに列の書式を「文字列」にして、エクスポートし直してください。',
  },
  'key-prefix': {
    says: 'ユーザーテーブルのキーの接頭辞で始まります',
    remedy: () =>
      'リストがテーブルのキーから作成されています。エクスポート時に接頭辞を取り除いてください。',
  },
  markup: {
    says: 'HTML や XML のように「<」で始まります',
    remedy: () =>
      'リストの代わりに Web ページやエラーメッセージが保存されています。ファイルを開いて内容を確認してください。',
  },
  json: {
    says: 'JSON 形式です',
    remedy: () =>
      'エラーメッセージでないか確認してください。そうでなければ、1行に1件ずつ ID だけを出力してください（jq: -r .id）。',
  },
  semicolon: delimited('semicolon', 'セミコロン'),
  tab: delimited('tab', 'タブ'),
  bar: delimited('bar', '縦線（|）'),
  scientific: {
    says: '指数表記の数値です',
    remedy: () =>
      `${asText}列を文字列として読み込むか（Excel、LibreOffice: 文字列、R: character）、整数として出力してください（Go: %d）。`,
  },
  decimal: {
    says: '末尾が「.0」です',
    remedy: () =>
      `空の値がある列は${asText}列を文字列として読み込んでください（pandas: dtype=str、csvkit: -I）。`,
  },
  overflow: {
    says: '32ビットまたは64ビットの最大値です',
    remedy: () =>
      '列の型の上限を超えたため、値が切り捨てられています。すべての工程で ID を文字列として扱ってください（GDAL: -oo AUTODETECT_TYPE=NO）。',
  },
  rounded: {
    says: '16桁以上の数値で、末尾の桁が丸められています',
    remedy: () =>
      '失われた桁は元に戻せません。すべての工程で ID を文字列として扱い（JavaScript: string、R: character、Excel: 文字列）、エクスポートし直してください。',
  },
  date: {
    says: '日付です',
    remedy: () =>
      '表計算ソフトは 3-4 のような ID を日付に変換します。列を文字列として読み込み、エクスポートし直してください。',
  },
  thousands: {
    remedy: () =>
      '列の書式を文字列、または桁区切りのない数値にして、エクスポートし直してください。',
  },
  zeros: {
    remedy: () =>
      `${asText}先頭のゼロが失われないように、すべての工程で列を文字列として読み込んでください（pandas: dtype=str、Excel: 文字列）。`,
  },
  blank: {
    says: '先頭または末尾に空白があります',
    remedy: () =>
      'エクスポート時に空白を取り除いてください（SQL: TRIM。CHAR 型の列は空白で埋められます。Excel: TRIM）。',
  },
  'wrong-encoding': {
    says: 'UTF-8 を Latin-1 として読んだ文字化けのようです',
    remedy: () =>
      'リストが誤った文字コードで開かれ、保存されています。開くときに UTF-8（65001）を指定してください。',
  },
  invisible: {
    says: '目に見えない文字（改行なしスペースなど）を含みます',
    remedy: () =>
      'このような文字は、Web ページや文書からのコピーで混入します。列から取り除いて、エクスポートし直してください。',
  },
  'lost-characters': {
    says: '文字の代わりに「\ufffd」または「??」を含みます',
    remedy: () =>
      'このファイルでは文字が失われています。元のデータから UTF-8 でエクスポートし直してください。',
  },
  backslash: {
    remedy: () =>
      '引用符は2つ重ねて出力し、ほかの文字はエスケープしない設定にしてください（MySQL: ESCAPED BY \'\'、PostgreSQL: COPY の FORMAT csv、Spark: escape="\\""）。',
  },
  'unicode-form': {
    remedy: () => `${exactly}エクスポート時に、ユーザーの登録と同じ形式に正規化してください。`,
  },
  'uuid-form': {
    remedy: () => `${exactly}UUID を、ユーザーの登録と同じ形式で出力してください。`,
  },
  case: {
    remedy: () =>
      `${exactly}大文字と小文字を、ユーザーの登録に合わせて出力してください（SQL: LOWER または UPPER）。`,
  },
  'registered-otherwise': {
    remedy: () =>
      'ユーザーが誤った形で登録されています。正しい ID で登録し直し、誤ったものを削除してください。',
  },
};

interface HowText {
  /** followed by what comes of it */
  how: (number: number) => string;
  remedy?: (cause: CauseKey, number: number, about: About) => string;
}

const just = (how: string): HowText => ({ how: () => how });

export const hows: Readonly<Record<HowKey, HowText>> = {
  unformula: just('「=」と引用符を除くと'),
  unquoted: just('引用符を除くと'),
  'without-apostrophe': just('アポストロフィを除くと'),
  'without-prefix': just('接頭辞を除くと'),
  'as-column': {
    how: (column) => `${column}列目だけにすると`,
    remedy: (cause, column, about) =>
      'その列だけをエクスポートするか、次のように指定してください：' +
      `「${readColumn(about, cause, column)}」。`,
  },
  'json-value': just('値だけにすると'),
  digits: just('すべての桁を書き出すと'),
  'without-decimal': just('末尾の「.0」を除くと'),
  'without-thousands': just('桁区切りを除くと'),
  padded: { how: (width) => `先頭にゼロを補って${width}桁にすると` },
  unpadded: {
    how: () => '先頭のゼロを除くと',
    remedy: () => '登録されている ID の先頭にはゼロがありません。ゼロで埋めずに出力してください。',
  },
  trimmed: just('空白を除くと'),
  're-encoded': just('文字化けを直すと'),
  visible: just('その文字を除くと'),
  'ordinary-blanks': just('通常の空白に置き換えると'),
  unescaped: just('エスケープのバックスラッシュを除くと'),
  composed: just('合成済みの文字（NFC）にすると'),
  decomposed: just('分解した文字（NFD）にすると'),
  'usual-uuid': just('UUID の標準的な形式にすると'),
  'without-dashes': just('ハイフンを除くと'),
  'lower-case': just('小文字にすると'),
  'upper-case': just('大文字にすると'),
  quoted: just('引用符で囲むと'),
  'with-return': just('末尾に復帰文字（CR）を付けると'),
  'with-decimal': just('末尾に「.0」を付けると'),
};
