import { commands, optionOf } from '../commands.ts';
import type { Remedies } from '../en/remedies.ts';
import type { About } from '../explain.ts';

export const readOtherwise = (about: About, options: string): string =>
  about.isCommand === true
    ? options
    : `「${commands.put(about, options)}」の後に「${commands.retry(about)}」`;

export const decideOnHeld = (about: About, version?: number): string =>
  `問題がなければ承認してください：「${commands.approve(about, version)}」。誤りがある場合は、修正したファイルをアップロードすると置き換わります。` +
  `破棄することもできます：「${commands.discard(about, version)}」。公開中のバージョンはそのままですので、元に戻す作業は不要です。`;

export const remedies: Remedies = {
  'not-utf8': () => 'ファイルを UTF-8 でエクスポートし直して、もう一度アップロードしてください。',
  'utf-16': () => 'ファイルを「CSV UTF-8」形式で保存し直して、もう一度アップロードしてください。',
  'unclosed-quote': () =>
    '引用符を閉じてください。ID に含まれる引用符は2つ重ねて（""）記述してください。',
  'broken-quote': () => 'ID に含まれる引用符は2つ重ねて（""）記述してください。',
  'several-columns': (about) =>
    'ユーザー ID の列だけをエクスポートするか、カンマを含む ID を引用符で囲んでください。ID の列を指定することもできます：' +
    `${readOtherwise(about, '--id-column COLUMN')}。`,
  'missing-column': (about) =>
    `その列を含めてエクスポートし直すか、ファイルにある列を指定してください：${readOtherwise(about, '--id-column COLUMN')}。`,
  'too-few-columns': () => 'この行の内容は判別できません。ファイルをエクスポートし直してください。',
  'other-delimiter': (about, delimiter) => {
    const option = delimiter === undefined ? 'DELIMITER' : optionOf(delimiter);
    return (
      '列の区切り文字であれば、ユーザー ID の列だけをエクスポートするか、次のように指定してください：' +
      `${readOtherwise(about, `--delimiter ${option} --id-column COLUMN`)}。ID の一部であれば、該当するユーザーがまだ登録されていません。` +
      `先にユーザーを登録してから、再試行してください：「${commands.retry(about)}」。`
    );
  },
  'damaged-archive': () =>
    'エクスポートが完了してからアップロードするように、もう一度やり直してください。',
  'other-packing': () => 'エクスポートの圧縮形式を「なし」、gzip、zstd のいずれかにしてください。',
  zip: () =>
    '中の CSV ファイルをアップロードするか、エクスポートの圧縮形式を「なし」、gzip、zstd のいずれかにしてください。',
  spreadsheet: () =>
    'エクスポートの形式を CSV にしてください。Excel では「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選択します。',
  'table-format': () => 'エクスポートの形式を CSV にして、ユーザー ID の列だけを出力してください。',
  pdf: () => 'エクスポートの形式を CSV にしてください。',
  html: () =>
    '内容を確認して原因を取り除き、エクスポートし直してください。サーバーのエラー時にダウンロードを失敗させるには、curl の --fail を指定します。',
  xml: () =>
    '内容を確認して原因を取り除き、エクスポートし直すか、エクスポートの形式を CSV にしてください。',
  json: () =>
    'エクスポートの形式を CSV にして、1行に1件ずつユーザー ID を出力してください。エラーメッセージの場合は、内容を確認して原因を取り除いてください。',
  'apple-double': () =>
    '名前が「._」で始まる付属ファイルではなく、元のファイルをアップロードしてください。',
  binary: () => 'エクスポートが完了してからアップロードするように、もう一度やり直してください。',
  empty: () =>
    'オーディエンスを意図的に空にする場合は、どのユーザーにも該当しない ID を1件だけ書いたファイルをアップロードし、承認待ちのものを承認してください。',
  'too-large': () => '複数のオーディエンスに分割してください。',
  'colliding-ids': () => '該当するユーザーに別の ID を発行してください。',
  'bad-name': () => 'ファイル名を変更してください。',
  limit: (about) =>
    `不要なオーディエンスを削除するか（「${commands.deleteOne(about)}」）、上限を引き上げてください` +
    `（「${commands.put(about, '--audience-limit NUMBER')}」）。` +
    'その後、ファイルは自動で取り込まれます。オーディエンスはファイル名ごとに作成されます。' +
    'エクスポート時に日付や番号がファイル名に付く場合は、名前を固定すると、次のリストで置き換わるようになります。',

  'too-slow': () =>
    'membershipsWarmWriteUnits または usersWarmReadUnits を引き上げて読み書きの速度を上げるか、同時に取り込むファイルの数を減らしてください（importerMaxConcurrency）。',
  'users-source-too-slow': () =>
    'usersWarmReadUnits を引き上げてください。お客様自身のユーザーテーブルを使うプロジェクトでは、--users-max-read-units を設定する（スキャンできるようになります）か、引き上げてください。',
  'collector-behind': () => 'audience-import の運用担当者に、コレクターの確認を依頼してください。',
  archived: () =>
    '復元するか（「aws s3api restore-object」）、ストレージクラス STANDARD でもう一度アップロードしてください。オーディエンスのファイルは、' +
    'バケットのライフサイクルルールの対象から外してください。',
  'gave-up': (about) =>
    `失敗が続く場合は、audience-import の運用担当者に「${commands.history(about)}」の確認を依頼してください。`,
};
