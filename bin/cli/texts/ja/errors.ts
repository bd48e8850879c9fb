import type { NameDifference } from '../../../../lambdas/shared/domain/similar-names.ts';
import type { ErrorTexts } from '../en/errors.ts';

const differences: Readonly<Record<NameDifference, string>> = {
  case: '大文字と小文字が異なります',
  blanks: '前後の空白が異なります',
  composed: '濁点などが文字と一体の形（NFC）です',
  decomposed: '濁点などが独立した文字の形（NFD、Mac の表記）です',
};

export const errors: ErrorTexts = {
  noCredentials:
    '有効な AWS の認証情報が見つかりません。ログインするか、AWS_PROFILE または --profile を指定してください。ローカルのスタックには --local を指定します。',
  expiredCredentials:
    'AWS の認証情報の有効期限が切れています。ログインし直してから、もう一度実行してください。',
  wrongCredentials:
    'AWS の認証情報が正しくありません。AWS_PROFILE、アクセスキー、このマシンの時刻を確認してください。',
  notAllowed: (what) =>
    `権限がありません: ${what}。この権限の付与を依頼するか、別のプロファイルを使用してください。`,
  resourceGone: (message) =>
    `スタックのリソースがありません（${message}）。スタックをデプロイし直すか、起動し直してください。`,
  throttled: (message) =>
    `AWS のリクエスト制限に達しました（${message}）。1分ほど待ってから、もう一度実行してください。`,
  noAnswer: (message) =>
    `スタックが応答しません（${message}）。ローカルのスタックの場合は、起動し直してください: npm start`,
  unreachable: (message) =>
    `AWS に接続できません（${message}）。ネットワークと --region を確認してください。`,
  malformed: (message) =>
    `${message}\nプロジェクトは、誤っている設定を「audience-import project put」で指定すると修復できます。` +
    'オーディエンスの項目は、テーブル上で修正するか削除してください。',
  newer: (message) => `${message}。`,
  usersTableKey: (message) =>
    `ユーザーテーブルのキーが、プロジェクトの設定と異なります（${message}）。プロジェクトの --users-key、--users-key-type、` +
    '--users-sort-key を修正してください。異なる点は「audience-import doctor」で確認できます。',
  fileBrokeOff: (message) =>
    `ファイルを最後まで読み取れませんでした（${message}）。もう一度実行してください。`,
  versionGone: (message) =>
    `このバージョンは読み取れません。削除されたか、公開されたことがありません（${message}）。`,
  unknownForm: (message) =>
    `このリリースが対応していない形式で保存されています。スタックと同じリリースのコマンドを使ってください（${message}）。`,
  unread: (message) =>
    `一部のオーディエンスを読み取れないため、それらに含まれるかどうかを確認できません（${message}）。`,
  oldNode: (message) => `Node.js のバージョンが古いため、読み取れません（${message}）。`,
  noRegion:
    'AWS のリージョンが設定されていません。AWS_REGION または --region を指定してください。ローカルのスタックには --local を指定します。',
  awsAnswered: (name, message) => `AWS が ${name} を返しました: ${message}`,
  didYouMean: (names) => `もしかして: ${names.join('、')}`,
  proposed: (name) => `「${name}」`,
  proposedSimilar: (name, spelled, difference) =>
    `「${name}」（${spelled}。${differences[difference]}）`,
};
