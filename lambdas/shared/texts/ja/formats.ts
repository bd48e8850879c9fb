import { toIso } from '../../domain/to-iso.ts';
import type { Formats } from '../en/formats.ts';
import { offsetOf } from '../offset-of.ts';

const plain = new Intl.NumberFormat('ja-JP');

/** Japanese has no plural, and a word of its own for what is counted. */
export const formats: Formats = {
  number: (value) => plain.format(value),

  files: (count) => `${plain.format(count)}個のファイル`,
  members: (count) => `${plain.format(count)}人`,
  notices: (count) => `${plain.format(count)}件の通知`,

  hours: (count) =>
    count > 24 && count % 24 === 0 ? `${plain.format(count / 24)}日` : `${plain.format(count)}時間`,

  /** `2026年11月23日 23:59（UTC）` */
  time: (epochMillis, offset) => {
    const offsetMinutes = offset ?? 0;
    const [date = '', time = ''] = toIso(epochMillis + offsetMinutes * 60_000).split('T');
    const [year, month, day] = date.split('-').map(Number);
    return `${year}年${month}月${day}日 ${time.slice(0, 5)}（${offsetOf(offsetMinutes)}）`;
  },

  ago: {
    seconds: (count) => `${count}秒前`,
    minutes: (count) => `${count}分前`,
    hours: (count) => `${count}時間前`,
    days: (count) => `${count}日前`,
  },

  lasting: {
    seconds: (count) => `${plain.format(count)}秒`,
    minutes: (count) => `${plain.format(count)}分`,
    hours: (count) => `${plain.format(count)}時間`,
    days: (count) => `${plain.format(count)}日`,
  },

  quoted: (name) => `「${name}」`,
};
