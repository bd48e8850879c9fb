import type { ValuesOf } from '../../domain/explanation.ts';
import type { Explanations } from '../explain.ts';
import { causes, hows } from './diagnosis.ts';
import { formats } from './formats.ts';

type Trial = NonNullable<ValuesOf['finding-of-ids']['trial']>;

interface Examined {
  sampled: number;
  isAll: boolean;
}

const ids = (isAll: boolean): string => (isAll ? '未登録の ID ' : '抽出した未登録の ID ');
const count = (value: number): string => `${formats.number(value)}件`;

const describeShown = (having: number, says: string, { sampled, isAll }: Examined): string => {
  if (sampled === 1) return `${ids(isAll)}1件は、${says}`;
  return having === sampled
    ? `${ids(isAll)}${count(sampled)}はすべて、${says}`
    : `${ids(isAll)}${count(sampled)}のうち${count(having)}は、${says}`;
};

const howOf = ({ how, number = 0 }: Trial): string => hows[how].how(number);

const describeTrial = (trial: Trial | undefined): string => {
  if (!trial || trial.tried === 0) return '';
  const { tried, registered } = trial;
  return registered === 0
    ? `。${howOf(trial)}どうなるかを${count(tried)}照合しましたが、登録ユーザーに該当するものはありませんでした`
    : `。${howOf(trial)}、照合した${count(tried)}のうち${count(registered)}が登録ユーザーに該当します`;
};

const describeHidden = (trial: Trial | undefined, { isAll }: Examined): string =>
  trial
    ? `${ids(isAll)}のうち照合した${count(trial.tried)}は、${howOf(trial)}、${count(trial.registered)}が登録ユーザーに該当します`
    : `${ids(isAll)}があります`;

const percent = (share: number): string =>
  share > 0 && share < 0.01 ? '1%未満' : `${Math.round(share * 100)}%`;

export const findings: Pick<
  Explanations,
  'finding-of-ids' | 'header-only' | 'one-row' | 'unmatchable' | 'more-unregistered'
> = {
  'finding-of-ids': ({ cause, isShown, count: having, trial, ...examined }, about) => {
    const { says, remedy } = causes[cause];
    const what =
      isShown && says !== undefined
        ? `${describeShown(having, says, examined)}${describeTrial(trial)}`
        : describeHidden(trial, examined);
    const own = trial && trial.registered > 0 ? hows[trial.how].remedy : undefined;
    return `${what}。${own?.(cause, trial?.number ?? 0, about) ?? remedy(about)}`;
  },

  'header-only': ({ hasBlankRows }) =>
    hasBlankRows
      ? 'ID は列の見出しだけで、以降の行は空です。出力したツールがその型の値を扱えなかったと考えられます。ID を文字列として渡してください（Node 版の Polars は Int64 に bigint を使えません）。'
      : 'ID は列の見出しだけで、以降に行がありません。エクスポートの結果が0件でした。元のクエリやセグメントと、データがあるかどうかを確認してください。',

  'one-row': () =>
    'ファイル全体が1行になっています。出力したツールが改行を入れていません。改行コードを LF に設定してください' +
    '（Perl Text::CSV: eol => "\\n"、JavaScript: "\\n" で join）。',

  unmatchable: ({ count: having, ...examined }) =>
    `${describeShown(having, '改行を含むか、ID の長さの上限を超えています', examined)}。` +
    'このような ID のユーザーは登録できません。ある ID の前で開き、別の ID の後で閉じている引用符がないか確認してください。',

  'more-unregistered': ({ now, before }) =>
    `ファイルの ID（重複を除く）のうち${percent(now)}が未登録です。前回のリストでは${percent(before)}でした。`,
};
