import { formats } from '../../../../lambdas/shared/texts/ja/formats.ts';
import type { Common } from '../en/common.ts';

const plain = new Intl.NumberFormat('ja-JP');

export const common: Common = {
  time: (iso) => `${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 19)} UTC`,
  members: (count) => `${plain.format(count)}人`,
  audiences: (count) => `${plain.format(count)}件のオーディエンス`,
  readUnits: (count) => `読み込み${plain.format(count)}ユニット`,
  writeUnits: (count) => `書き込み${plain.format(count)}ユニット`,
  yes: 'はい',
  no: 'いいえ',
  ago: formats.ago,
  outOf: (done, total) => `${total}のうち${done}`,
  progress: {
    users: (amount) => `${amount}人のユーザー`,
    usersRead: (amount) => `${amount}人のユーザーを読み取りました`,
    registeredRead: (amount) => `${amount}人の登録ユーザーを読み取りました`,
    usersChanged: (amount) => `${amount}人のユーザーを登録または削除しました`,
    usersLookedAt: (amount) => `${amount}人のユーザーを確認しました`,
    megabytesRead: (amount) => `${amount} MB を読み取りました`,
    membersRead: (amount) => `${amount}人のメンバーを読み取りました`,
    chunksRead: (amount) => `${amount}個のチャンクを読み取りました`,
    recordsRead: (amount) => `${amount}件の記録を読み取りました`,
    audiencesDeleted: (amount) => `${amount}件のオーディエンスを削除しました`,
    importsRunning: (amount) => `${amount}件の取り込みが実行中です`,
    importsEnded: (amount, open) =>
      `${amount}件の取り込みが終了${open === '' ? '' : `。取り込み中: ${open}`}`,
  },
  left: (time) => `残り ${time}`,
  working: (seconds) => `処理中です（${seconds}秒）`,
  stillWorking: (seconds) => `処理を続けています（${seconds}秒経過）`,
  allInJson: 'すべてを表示するには、--json を付けるか、端末の幅を広げてください。',
  someNames: (names, others) =>
    [
      ...names.map((name) => `「${name}」`),
      ...(others > 0 ? [`ほか${plain.format(others)}件`] : []),
    ].join('、'),
  finding: (sentence, example) => `${sentence}（例: ${example}）`,
  notBoth: (one, other) => `${one} と ${other} は同時に指定できません。`,
  error: (reason) => `エラー: ${reason}`,
  interrupted: '中断されました。',
  unexpected: (error) =>
    `${error}（audience-import の不具合です。NODE_DEBUG=audience-import を指定すると、発生箇所が表示されます）`,
};
