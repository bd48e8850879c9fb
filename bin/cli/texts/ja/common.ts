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
  ago: {
    seconds: (count) => `${count}秒前`,
    minutes: (count) => `${count}分前`,
    hours: (count) => `${count}時間前`,
    days: (count) => `${count}日前`,
  },
  outOf: (done, total) => `${total}のうち${done}`,
  left: (time) => `残り ${time}`,
  working: (seconds) => `処理中です（${seconds}秒）`,
  stillWorking: (seconds) => `処理を続けています（${seconds}秒経過）`,
  allInJson: 'すべてを表示するには、--json を付けるか、端末の幅を広げてください。',
  finding: (sentence, example) => `${sentence}（例: ${example}）`,
  error: (reason) => `エラー: ${reason}`,
  unexpected: (error) =>
    `${error}（audience-import の不具合です。NODE_DEBUG=audience-import を指定すると、発生箇所が表示されます）`,
};
