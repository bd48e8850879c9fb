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
  isTrue: 'はい',
  isFalse: 'いいえ',
  finding: (sentence, example) => `${sentence}（例: ${example}）`,
  error: (reason) => `エラー: ${reason}`,
  unexpected: (error) =>
    `${error}（audience-import の不具合です。NODE_DEBUG=audience-import を指定すると、発生箇所が表示されます）`,
};
