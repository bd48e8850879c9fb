const leave = 'https://leak.example/';

/** Of audiences, without suffix. What of them runs sets `window.ran`; what of them loads asks another machine. */
export const hostileNames: readonly string[] = [
  '<script>window.ran=1</script>',
  '"><img src=x onerror=window.ran=1>',
  `<style>*{background:url(${leave})}</style>`,
  '</div></td></table><cwdb-action action="html">',
  '&lt;b&gt;&amp;amp;',
  '\u{202e}gpj.piv',
  '\u{2067}right to left',
  `=HYPERLINK("${leave}","click")`,
  '+1-1|@SUM(1)',
  'W'.repeat(1_000),
  '春'.repeat(330),
];
