import type { guards as english } from '../en/parts.ts';

export const name = 'ファイル名（.csv を除く）';
export const projectId = 'プロジェクトの ID（"project list" で確認できます）';

export const guards: typeof english = {
  '--hold-when-empty': 'メンバーがいなくなる新しいバージョンを、承認されるまで保留します',
  '--max-shrink': 'メンバーの減少がこの割合（%）を超える新しいバージョンも保留します。"off"',
  '--min-members': 'メンバーがこの人数より少ないバージョンを、最初のものも含めて保留します。"off"',
  '--max-growth': 'メンバーの増加がこの割合（%）を超える新しいバージョンを保留します。"off"',
};
