/** A terminal of the running program as a picture: its cells as SVG text. Shared by the screenshots and the recordings. */
import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';

/** The program that is photographed. */
export const program = fileURLToPath(new URL('../dist/soc2-ready.cjs', import.meta.url));

/** A terminal emulator that keeps the screen. */
export type Terminal = InstanceType<typeof headless.Terminal>;

const cell = { width: 8.43, height: 18 };

/** The 16 colours of a terminal on a dark ground. */
const palette = [
  ...['#1e2127', '#e06c75', '#98c379', '#d19a66', '#61afef', '#c678dd', '#56b6c2', '#abb2bf'],
  ...['#5c6370', '#ef7d86', '#a9d48a', '#e2ab77', '#72c0ff', '#d789ee', '#67c7d3', '#ffffff'],
];
const [ground, ink] = ['#1e2127', '#d7dae0'];

/** A program on a terminal of a size, and what it shows. */
export function startOn(
  columns: number,
  rows: number,
  args: readonly string[],
  env: Record<string, string>,
): { terminal: Terminal; process: IPty } {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  const started = spawn(process.execPath, [program, ...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', TZ: 'UTC', CI: 'false', FORCE_COLOR: '1', ...env },
  });
  started.onData((data) => terminal.write(data));
  return { terminal, process: started };
}

/** What it shows, as text. */
export function screenText(terminal: Terminal): string {
  const { active } = terminal.buffer;
  return Array.from(
    { length: terminal.rows },
    (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '',
  ).join('\n');
}

/** Resolves when the screen is so; fails after 20 seconds with the screen. */
export async function until(terminal: Terminal, condition: (text: string) => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!condition(screenText(terminal))) {
    if (Date.now() > end) throw new Error(`waited in vain; the screen shows\n${screenText(terminal)}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** One row as SVG: a text element per run of cells that look the same, each put where its cell is. */
export function rowSvg(terminal: Terminal, y: number): string {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + y);
  const runs: string[] = [];
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
  for (let x = 0; x < terminal.cols; x += 1) {
    const one = line?.getCell(x);
    const colour = one?.isFgPalette() === true ? (palette[one.getFgColor()] ?? ink) : ink;
    const style = `fill="${colour}"${(one?.isBold() ?? 0) > 0 ? ' font-weight="bold"' : ''}`;
    if (style !== run.style) {
      put();
      run = { x, text: '', style };
    }
    run.text += one?.getChars() || ' ';
  }
  put();
  return runs.join('');
}

/** A picture of a terminal's size around this. */
export function framed(terminal: Terminal, style: string, content: readonly string[]): string {
  const [width, height] = [Math.ceil(24 + terminal.cols * cell.width), 24 + terminal.rows * cell.height];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    ...(style === '' ? [] : [`<style>${style}</style>`]),
    `<rect width="${width}" height="${height}" rx="8" fill="${ground}"/>`,
    ...content,
    '</svg>',
    '',
  ].join('\n');
}

/** The screen as SVG. */
export function svg(terminal: Terminal): string {
  const rows = Array.from({ length: terminal.rows }, (_, y) => rowSvg(terminal, y));
  return framed(
    terminal,
    '',
    rows.filter((row) => row !== ''),
  );
}
