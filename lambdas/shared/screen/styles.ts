/**
 * The look of the screen and of what its buttons answer: one style sheet, all of it under one class of ours, as what else stands on a
 * dashboard is no matter of ours. Sizes follow the widget, not the window, so that it works as a narrow column of a wide dashboard.
 * All pairs of colours have a contrast of 4.5 to 1 or more: test/unit/screen/contrast.test.ts.
 */
export const palettes = {
  light: {
    bg: '#ffffff',
    pale: '#f5f6fa',
    line: '#dfe3eb',
    edge: '#848d9c',
    ink: '#171c26',
    soft: '#545d6c',
    link: '#3b45b8',
    onlink: '#ffffff',
    track: '#e3e6f5',
    good: '#0a6e46',
    warning: '#8a4b00',
    bad: '#b3211b',
    goodbg: '#e7f5ee',
    warningbg: '#fdf3e1',
    badbg: '#fdecea',
    quietbg: '#eef0f4',
  },
  dark: {
    bg: '#161d26',
    pale: '#1d2631',
    line: '#313d4b',
    edge: '#7d8a99',
    ink: '#e9edf2',
    soft: '#a7b2bf',
    link: '#a9b6ff',
    onlink: '#161d26',
    track: '#2f3a5c',
    good: '#5dd39e',
    warning: '#f3bd5b',
    bad: '#ff9a91',
    goodbg: '#16352b',
    warningbg: '#3a2d12',
    badbg: '#43211f',
    quietbg: '#26303c',
  },
} as const;

type Palette = Readonly<Record<keyof (typeof palettes)['light'], string>>;

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, color]) => `--${name}:${color}`)
    .join(';');

const root = `
.au{${variables(palettes.light)};container-type:inline-size;box-sizing:border-box;min-height:100%;padding:16px 20px 24px;background:var(--bg);color:var(--ink);color-scheme:light;font:13px/1.5 "Amazon Ember","Helvetica Neue",Roboto,"Hiragino Sans","Noto Sans JP","Yu Gothic UI",Arial,sans-serif;font-variant-numeric:tabular-nums;text-align:start;overflow-wrap:break-word}
.au-dark{${variables(palettes.dark)};color-scheme:dark}
.au *,.au ::before{box-sizing:border-box}
.au h2,.au h3,.au p,.au dl,.au dd,.au ul{margin:0;padding:0}
.au h2{font-size:20px;line-height:28px;font-weight:600;letter-spacing:-.01em}
.au h3{margin:0 0 10px;font-size:14px;line-height:20px;font-weight:600}
.au .soft,.au small{color:var(--soft);font-size:12px}
.au code,.au .code{font:12px/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;overflow-wrap:anywhere}
.au .code{display:block;margin:8px 0 0;padding:10px 12px;border-radius:8px;background:var(--pale);user-select:all}
.au ul{list-style:none}
.au cwdb-action{display:none}
.au section{margin-bottom:24px}`;

const frame = `
.au .trail{display:flex;flex-wrap:wrap;gap:2px 8px;margin-bottom:4px;color:var(--soft);font-size:12px;line-height:18px}
.au .trail>*+*::before{content:"/";margin-inline-end:8px;color:var(--edge)}
.au .trail li{min-width:0;max-width:100%}
.au .head{display:flex;flex-wrap:wrap;align-items:center;gap:6px 14px;margin-bottom:16px}
.au .head h2{min-width:0;max-width:100%}
.au .opposite{margin-inline-start:auto;align-items:baseline}
.au .facts{display:flex;flex-wrap:wrap;gap:6px 28px;margin-bottom:16px}
.au .facts dt,.au .list dt{color:var(--soft);font-size:12px}
.au .card{margin-bottom:16px;padding:16px;border:1px solid var(--line);border-radius:12px}
.au .card.warning{border-color:var(--warning);background:var(--warningbg)}
.au .card.bad{border-color:var(--bad);background:var(--badbg)}
.au .card>p+p,.au .card>p+ul,.au .card>ul+p{margin-top:8px}
.au .findings li{padding-inline-start:10px;border-inline-start:2px solid var(--edge)}.au .findings li+li{margin-top:8px}
.au .cards{display:flex;flex-wrap:wrap;gap:16px;margin-bottom:16px}
.au .cards>*{flex:1 1 340px;margin:0;min-width:0}
.au .row{display:flex;flex-wrap:wrap;align-items:end;gap:8px}
.au .card>.row{margin-top:12px}
.au .tools{margin-bottom:12px}
.au .apart{justify-content:space-between;gap:12px 24px}
.au .note{margin-bottom:16px;padding:10px 14px;border-radius:8px;background:var(--quietbg)}
.au .note.warning{background:var(--warningbg)}
.au .note.bad{background:var(--badbg)}
.au .empty{padding:40px 16px;border:1px dashed var(--edge);border-radius:12px;text-align:center}
.au .empty .code{display:inline-block;text-align:start}
.au .list{display:grid;grid-template-columns:minmax(96px,max-content) 1fr;gap:6px 16px}
.au .list dd{min-width:0}
.au .big{font-size:32px;line-height:40px;font-weight:600;letter-spacing:-.02em}`;

const controls = `
.au button{font:inherit;color:inherit;cursor:pointer}
.au .l{max-width:100%;padding:0;border:0;background:none;color:var(--link);text-align:start;text-decoration:none}
.au .l:hover{text-decoration:underline}
.au .b{padding:5px 14px;border:1px solid var(--edge);border-radius:8px;background:var(--bg);font-weight:600;line-height:20px;white-space:nowrap}
.au .b:hover{background:var(--pale)}
.au .b.go{border-color:var(--link);background:var(--link);color:var(--onlink)}
.au .b.no{border-color:var(--bad);color:var(--bad)}
.au .b.go:hover{text-decoration:underline}
.au .b.xs{padding:1px 10px}
.au label{display:block;color:var(--soft);font-size:12px}
.au input,.au select{display:block;width:100%;height:32px;margin-top:2px;padding:4px 10px;border:1px solid var(--edge);border-radius:8px;background:var(--bg);color:var(--ink);font:inherit;font-size:13px}
.au label.text{flex:1 1 200px;max-width:340px}
.au label.num{width:104px}
.au button:focus-visible,.au input:focus-visible,.au select:focus-visible,.au [tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}`;

const tables = `
.au .wrap{overflow-x:auto}
.au table{width:100%;border-collapse:collapse;border-spacing:0;font-size:13px}
.au table.fit{width:auto;min-width:min(100%,720px)}
.au caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.au th,.au td{padding:9px 16px 9px 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top;font-weight:400}
.au th:last-child,.au td:last-child{padding-inline-end:0}
.au thead th{padding-block:6px;border-bottom-color:var(--edge);color:var(--soft);font-size:12px;white-space:nowrap}
.au thead .l{color:inherit;font-size:12px}
.au th[aria-sort] .l{color:var(--ink);font-weight:600}
.au th[aria-sort] .l::after{content:" \\25B2";font-size:9px}
.au th[aria-sort=descending] .l::after{content:" \\25BC"}
.au tbody tr:hover{background:var(--pale)}
.au .n{text-align:end;white-space:nowrap}
.au .w{white-space:nowrap}
.au .n+:not(.n){padding-inline-start:8px}
.au .wrap+.soft{margin-top:8px}
.au .name{width:38%;max-width:0}
.au .name .l,.au .cut{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.au .why{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden;color:var(--soft);font-size:12px;line-height:18px}
.au .pager{margin-top:12px;align-items:center}
@container (max-width:899px){.au .p3{display:none}}
@container (max-width:639px){.au .p2{display:none}.au th,.au td{padding-inline-end:10px}.au .name{width:100%}.au .wrap .why{min-width:180px}}`;

/** A state has a word, a colour and a shape. */
const states = `
.au .s{display:inline-flex;align-items:center;gap:7px;color:var(--soft);font-weight:600;white-space:nowrap}
.au .s::before{content:"";flex:none;width:10px;height:10px;border:2px solid currentColor;border-radius:50%;forced-color-adjust:none}
.au .s.good{color:var(--good)}.au .s.warning{color:var(--warning)}.au .s.bad{color:var(--bad)}
.au .s.good::before{background:currentColor}
.au .s.warning::before{border:0;border-radius:0;background:currentColor;clip-path:polygon(50% 0,100% 100%,0 100%)}
.au .s.bad::before{border:0;border-radius:0;background:currentColor;clip-path:polygon(30% 0,70% 0,100% 30%,100% 70%,70% 100%,30% 100%,0 70%,0 30%)}
.au .marks{display:flex;flex-wrap:wrap;gap:0 14px;font-size:12px}
.au .marks .s{align-items:flex-start;font-weight:400;white-space:normal}.au .marks .s::before{margin-top:4px}`;

const figures = `
.au .bar{display:block;width:100%;min-width:72px;height:6px;margin-top:5px;border-radius:3px;background:var(--track);overflow:hidden}
.au .bar i{display:block;height:100%;background:var(--link)}
.au .bar.warning i{background:var(--warning)}
.au .bar.bad i{background:var(--bad)}
.au .k{display:block;width:96px;height:22px;fill:none;stroke:var(--link);stroke-width:1.5;stroke-linejoin:round;overflow:visible}
.au .trend{display:block;width:100%;height:96px;fill:var(--track);stroke:var(--link);stroke-width:2;stroke-linejoin:round;overflow:visible}
.au .trend .under{stroke:none}.au .trend .over{fill:none}
.au .split{display:flex;height:12px;margin-bottom:12px;border-radius:6px;overflow:hidden;gap:2px}
.au .split i,.au .sw{display:block;background:var(--link)}
.au .split .un,.au .un{background:var(--warning)}.au .split .du,.au .du{background:var(--edge)}
.au .sw{display:inline-block;width:10px;height:10px;margin-inline-end:8px;border-radius:3px}
.au .plus{color:var(--good)}.au .minus{color:var(--bad)}
.au .ids{display:flex;flex-wrap:wrap;gap:6px}
.au .ids code{max-width:100%;padding:1px 8px;border-radius:6px;background:var(--quietbg)}`;

export const styles = [root, frame, controls, tables, states, figures].join('').trim();
