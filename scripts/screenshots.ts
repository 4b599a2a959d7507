// Takes the readme's screenshots from the running program: starts the sample company on a pseudo-terminal, presses keys,
// and writes what the terminal shows as SVG into docs/screens/. Needs a build (npm run build).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';

const root = fileURLToPath(new URL('..', import.meta.url));
const size = { columns: 110, rows: 30 };
const cell = { width: 8.43, height: 18 };

/** The 16 colours of a terminal on a dark ground. */
const palette = [
  ...['#1e2127', '#e06c75', '#98c379', '#d19a66', '#61afef', '#c678dd', '#56b6c2', '#abb2bf'],
  ...['#5c6370', '#ef7d86', '#a9d48a', '#e2ab77', '#72c0ff', '#d789ee', '#67c7d3', '#ffffff'],
];
const [ground, ink] = ['#1e2127', '#d7dae0'];

/** Keys that lead to each picture, from the one before, and what shows that it is there. */
const shots: { name: string; keys: string[]; shows: string }[] = [
  { name: 'overview', keys: [], shows: 'criteria in place' },
  { name: 'interview', keys: ['4', '/CC6.1-mfa\r', '\u001b[C'], shows: 'AWS says' },
  { name: 'checks', keys: ['\u001b', '\u001b', '3'], shows: 'root-mfa-enabled' },
];

type Terminal = InstanceType<typeof headless.Terminal>;

function screenText(terminal: Terminal): string {
  const { active } = terminal.buffer;
  return Array.from(
    { length: size.rows },
    (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '',
  ).join('\n');
}

async function until(terminal: Terminal, condition: (text: string) => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!condition(screenText(terminal))) {
    if (Date.now() > end) throw new Error(`waited in vain; the screen shows\n${screenText(terminal)}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The screen as SVG: one text element per run of cells that look the same, each put where its cell is. */
function svg(terminal: Terminal): string {
  const { active } = terminal.buffer;
  const runs: string[] = [];
  for (let y = 0; y < size.rows; y += 1) {
    let run = { x: 0, text: '', style: '' };
    const put = () => {
      const text = run.text.trim();
      if (text === '') return;
      const left = 12 + (run.x + run.text.indexOf(text)) * cell.width;
      const width = [...text].length * cell.width;
      const place = `x="${left.toFixed(1)}" y="${26 + y * cell.height}" textLength="${width.toFixed(1)}"`;
      // Two spaces in a row would become one.
      runs.push(`<text ${place} ${run.style}>${escaped(text).replaceAll(' ', '\u00a0')}</text>`);
    };
    for (let x = 0; x < size.columns; x += 1) {
      const one = active.getLine(active.baseY + y)?.getCell(x);
      const colour = one?.isFgPalette() === true ? (palette[one.getFgColor()] ?? ink) : ink;
      const style = `fill="${colour}"${(one?.isBold() ?? 0) > 0 ? ' font-weight="bold"' : ''}`;
      if (style !== run.style) {
        put();
        run = { x, text: '', style };
      }
      run.text += one?.getChars() || ' ';
    }
    put();
  }
  const [width, height] = [Math.ceil(24 + size.columns * cell.width), 24 + size.rows * cell.height];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${ground}"/>`,
    ...runs,
    '</svg>',
    '',
  ].join('\n');
}

const home = mkdtempSync(join(tmpdir(), 'soc2-ready-screenshots-'));
const folder = join(root, 'docs/screens');
mkdirSync(folder, { recursive: true });
const terminal = new headless.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
const program = spawn(process.execPath, [join(root, 'dist/soc2-ready.cjs'), 'demo', '--dir', join(home, 'demo')], {
  name: 'xterm-256color',
  cols: size.columns,
  rows: size.rows,
  env: { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C.UTF-8', TZ: 'UTC', CI: 'false', FORCE_COLOR: '1' },
});
program.onData((data) => terminal.write(data));
try {
  for (const { name, keys, shows } of shots) {
    for (const key of keys) {
      const before = screenText(terminal);
      program.write(key);
      await until(terminal, (text) => text !== before);
    }
    await until(terminal, (text) => text.includes(shows) && text.includes('? help'));
    writeFileSync(join(folder, `${name}.svg`), svg(terminal));
    process.stdout.write(`docs/screens/${name}.svg\n`);
  }
} finally {
  program.kill('SIGKILL');
  terminal.dispose();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
