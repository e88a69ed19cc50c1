import { sendAnswer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';

export function answerStylesheet({ response }: Exchange): void {
  sendAnswer(response, { status: 200, contentType: 'text/css; charset=utf-8', body: stylesheet });
}

const stylesheet = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1f2933, #e6e9ec);
  --quiet: light-dark(#52606d, #a3adb8);
  --paper: light-dark(#ffffff, #16191d);
  --shade: light-dark(#f3f5f7, #1f2429);
  --line: light-dark(#cbd2d9, #3a424b);
  --link: light-dark(#0b5394, #7db8f0);
  --strong: light-dark(#0b5394, #2f6fae);
  --done: light-dark(#0f6b3d, #6fd0a0);
  --done-paper: light-dark(#e7f6ee, #14281e);
  --problem: light-dark(#a61b1b, #ff9b9b);
  --problem-paper: light-dark(#fdecec, #321717);
  --hint: light-dark(#7a4d00, #f2c46d);
  --hint-paper: light-dark(#fff6e0, #2d2410);
}
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 8px; z-index: 1; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; padding: 10px 20px; background: var(--shade); border-bottom: 1px solid var(--line); }
.company { font-weight: 600; color: inherit; text-decoration: none; }
.account { color: var(--quiet); }
.person { margin-left: auto; display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }
.badge { white-space: nowrap; font-size: 12px; padding: 1px 8px; border-radius: 10px; border: 1px solid currentColor; }
.badge.sandbox { color: var(--hint); }
.badge.production { color: var(--problem); }
.badge.on { color: var(--done); }
.badge.off { color: var(--quiet); }
.badge.failed { color: var(--problem); }
.columns { display: grid; grid-template-columns: 230px minmax(0, 1fr); min-height: calc(100vh - 54px); }
nav { padding: 12px 8px 24px 20px; border-right: 1px solid var(--line); }
nav h2 { font-size: 12px; font-weight: 600; color: var(--quiet); margin: 16px 0 4px; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: 3px 8px; border-radius: 4px; text-decoration: none; color: inherit; }
nav a:hover { background: var(--shade); }
nav a[aria-current] { background: var(--shade); font-weight: 600; }
main { padding: 16px 28px 48px; max-width: 1100px; }
.menu-path { color: var(--quiet); font-size: 13px; margin: 0; }
h1 { font-size: 24px; line-height: 1.25; margin: 2px 0 16px; }
h2 { font-size: 17px; margin: 28px 0 8px; }
h3 { font-size: 15px; margin: 20px 0 6px; }
p { max-width: 75ch; }
.quiet { color: var(--quiet); }
.notice { padding: 10px 14px; margin: 0 0 16px; border-left: 4px solid; max-width: 80ch; }
.notice.done { border-color: var(--done); background: var(--done-paper); }
.notice.problem { border-color: var(--problem); background: var(--problem-paper); }
.notice.hint { border-color: var(--hint); background: var(--hint-paper); }
table { border-collapse: collapse; width: 100%; margin: 8px 0 16px; }
caption { text-align: left; color: var(--quiet); padding-bottom: 4px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td { min-width: 5em; }
th { font-size: 13px; color: var(--quiet); font-weight: 600; overflow-wrap: normal; }
tbody th { font-size: inherit; color: inherit; overflow-wrap: anywhere; }
.scroll th, .scroll td { overflow-wrap: break-word; }
time, .whole { white-space: nowrap; }
tbody th code { font-weight: 400; }
.scroll > table { min-width: 560px; }
.scroll td code { overflow-wrap: anywhere; }
.scroll td:first-child code { overflow-wrap: normal; }
.scroll td pre { margin: 0; }
.scroll > table.wide { width: max-content; min-width: 100%; }
table.wide td { max-width: 260px; }
.card > h2:first-child { margin-top: 0; }
.scroll { overflow-x: auto; }
form.fields { max-width: 680px; }
.field { margin: 0 0 14px; }
.field > label, .field > .label { display: block; font-weight: 600; margin-bottom: 3px; }
.field .help { color: var(--quiet); font-size: 13px; margin: 3px 0 0; }
.field .error { color: var(--problem); font-size: 13px; margin: 3px 0 0; }
fieldset { border: 1px solid var(--line); border-radius: 6px; padding: 8px 16px 12px; margin: 0 0 16px; max-width: 680px; }
legend { font-weight: 600; padding: 0 6px; }
.check { display: flex; gap: 8px; align-items: baseline; margin: 4px 0; }
input[type='text'], input[type='url'], input[type='number'], input[type='email'], input[type='date'], select, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 4px; padding: 5px 8px; width: 100%; max-width: 480px; }
input[type='number'] { max-width: 140px; }
input[type='file'] { font: inherit; max-width: 100%; }
select { width: auto; max-width: 100%; }
[aria-invalid='true'] { border-color: var(--problem); }
button, .button { font: inherit; color: var(--ink); background: var(--shade); border: 1px solid var(--quiet); border-radius: 4px; padding: 5px 14px; cursor: pointer; text-decoration: none; display: inline-block; }
button:hover, .button:hover { border-color: var(--ink); }
button.main, .button.main { background: var(--strong); border-color: var(--strong); color: #ffffff; }
button.danger { color: var(--problem); border-color: var(--problem); }
.filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 0 20px; padding-top: 10px; }
.filters .actions { grid-column: 1 / -1; margin: 4px 0 18px; }
summary { cursor: pointer; }
mark { background: light-dark(#ffe08a, #6b5200); color: inherit; }
.actions { display: flex; flex-wrap: wrap; gap: 10px; margin: 18px 0; }
code, .secret, pre { font-family: ui-monospace, Consolas, monospace; font-size: 13px; }
.secret { user-select: all; overflow-wrap: anywhere; background: var(--shade); border: 1px solid var(--line); border-radius: 4px; padding: 6px 10px; display: block; max-width: 680px; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 4px; padding: 10px; white-space: pre-wrap; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 20px; margin: 8px 0 16px; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.card { border: 1px solid var(--line); border-radius: 6px; padding: 12px 16px; margin: 0 0 12px; max-width: 680px; }
.lone { max-width: 560px; margin: 8vh auto; padding: 0 20px; }
ol.steps { padding-left: 22px; }
ol.steps > li { margin: 0 0 10px; padding-left: 4px; }
@media (max-width: 760px) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: 8px; } .columns { grid-template-columns: minmax(0, 1fr); } nav { border-right: 0; border-bottom: 1px solid var(--line); } .person { margin-left: 0; } }
@media (forced-colors: active) { .badge, .notice, button { border-color: ButtonBorder; } }
`;
