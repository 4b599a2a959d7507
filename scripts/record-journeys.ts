// Records the readme's journeys: plays keys to the running program on a pseudo-terminal, as a person would press them, and
// writes what came as asciicast v2 (docs/casts/*.cast) and as an animated SVG (docs/screens/*.svg). Needs a build.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { framed, rowSvg, screenText, startOn, type Terminal, until } from './terminal-picture.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const size = { columns: 100, rows: 28 };
/** After each key, and while a person reads what came, seconds. */
const [typing, reading] = [0.09, 1.6];
/** A little longer, on what a journey is about. */
const looking = 2.6;

/** Text that is typed letter by letter, or one key; and what shows that it has been taken in. */
interface Act {
  keys: string | readonly string[];
  shows: RegExp;
  /** Seconds until the next one. */
  pause?: number;
}

const [enter, esc] = ['\r', '\u001b'];

const journeys: { name: string; title: string; args: (home: string) => string[]; acts: Act[] }[] = [
  {
    name: 'first-run',
    title: 'A first run: from nothing to the next three steps',
    args: (home) => ['--dir', join(home, 'acme'), '--no-aws'],
    acts: [
      { keys: [], shows: /1 of 4/, pause: looking },
      { keys: [enter], shows: /2 of 4/ },
      { keys: [esc], shows: /Welcome to soc2-ready/, pause: looking },
      { keys: [enter], shows: /What is the company called/ },
      { keys: 'Brook Robotics', shows: /Brook Robotics/ },
      { keys: [enter], shows: /By which day/ },
      { keys: '2027-06-30', shows: /2027-06-30/ },
      { keys: [enter], shows: /question 4 of/, pause: looking },
      { keys: [esc], shows: /CC1 Control environment/, pause: looking },
      { keys: ['q'], shows: /go on with/, pause: looking },
    ],
  },
  {
    name: 'workshop',
    title: 'A workshop: two people, one question, what holds is settled',
    args: (home) => ['demo', '--dir', join(home, 'demo')],
    acts: [
      { keys: [], shows: /criteria in place/, pause: looking },
      { keys: ':', shows: /a screen, an action/ },
      { keys: 'workshop', shows: /: workshop/ },
      { keys: [enter], shows: /Workshop/, pause: looking },
      { keys: '+', shows: /Who sits around the screen/ },
      { keys: 'Ada, Ben', shows: /Ada, Ben/ },
      { keys: [enter], shows: /Ben/, pause: looking },
      { keys: '2', shows: /Ada/ },
      { keys: 'j', shows: /▸.*Ben/ },
      { keys: '4', shows: /Ben/, pause: looking },
      { keys: 's', shows: /[Ss]ettle|holds/, pause: looking },
      { keys: [enter], shows: /CC/, pause: looking },
      { keys: 'L', shows: /Parking lot/ },
      { keys: 'Who may approve a release alone?', shows: /alone\?/ },
      { keys: [enter, enter], shows: /Parked/, pause: looking },
      { keys: ']', shows: /alone|Nothing is parked|People/, pause: looking },
    ],
  },
];

interface Moment {
  seconds: number;
  rows: string[];
}

async function record({ name, title, args, acts }: (typeof journeys)[number]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'soc2-ready-recording-'));
  const { terminal, process: program } = startOn(size.columns, size.rows, args(home), {
    HOME: home,
    XDG_DATA_HOME: home,
    XDG_CONFIG_HOME: home,
  });
  // Seconds of the journey, not of the machine it was played on: the same on a slow one.
  let seconds = 0;
  const events: string[] = [];
  const moments: Moment[] = [];
  program.onData((data) => events.push(JSON.stringify([Number(seconds.toFixed(3)), 'o', data])));
  const keep = () => moments.push({ seconds, rows: Array.from({ length: size.rows }, (_, y) => rowSvg(terminal, y)) });
  try {
    for (const { keys, shows, pause = reading } of acts) {
      for (const key of keys) {
        const before = screenText(terminal);
        program.write(key);
        // A key may change nothing that can be seen, such as an escape before another.
        await Promise.race([until(terminal, (text) => text !== before), quiet(400)]);
        keep();
        seconds += typing;
      }
      await until(terminal, (text) => shows.test(text));
      await settled(terminal);
      keep();
      seconds += pause;
    }
  } finally {
    program.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
  const head = { version: 2, width: size.columns, height: size.rows, title, env: { TERM: 'xterm-256color' } };
  const cast = `${[JSON.stringify(head), ...events].join('\n')}\n`.replaceAll(home, '/home/you');
  write(join('docs/casts', `${name}.cast`), cast);
  write(join('docs/screens', `${name}.svg`), animated(terminal, moments, seconds).replaceAll(home, '/home/you'));
  terminal.dispose();
}

function quiet(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Resolves when the screen has stood still for a moment. */
async function settled(terminal: Terminal): Promise<void> {
  for (let before = ''; before !== screenText(terminal); await quiet(250)) before = screenText(terminal);
}

/** A row that stays is drawn once, for as long as it stays: a frame then costs only what changes in it. */
function animated(terminal: Terminal, moments: readonly Moment[], end: number): string {
  const spans = new Map<string, [from: number, to: number][]>();
  for (let y = 0; y < size.rows; y += 1) {
    for (const [at, { seconds, rows }] of moments.entries()) {
      const row = rows[y] ?? '';
      const until = moments[at + 1]?.seconds ?? end;
      if (row === '' || until <= seconds) continue;
      const known = spans.get(row) ?? [];
      const last = known.at(-1);
      if (last !== undefined && last[1] === seconds) last[1] = until;
      else known.push([seconds, until]);
      spans.set(row, known);
    }
  }
  const names = new Map<string, string>();
  const rules: string[] = [];
  const content = [...spans].map(([row, times]) => {
    const share = (seconds: number) => `${Number(((seconds / end) * 100).toFixed(2))}%`;
    const key = times.map((pair) => pair.map(share).join('-')).join();
    if (times.length === 1 && times[0]?.[0] === 0 && times[0][1] === end) return row;
    let name = names.get(key);
    if (name === undefined) {
      name = `k${names.size}`;
      names.set(key, name);
      const stops = times.flatMap(([from, to]) => [`${share(from)}{opacity:1}`, `${share(to)}{opacity:0}`]);
      const first = times[0]?.[0] === 0 ? '' : '0%{opacity:0}';
      rules.push(
        `@keyframes ${name}{${first}${stops.join('')}}.${name}{opacity:0;animation:${name} ${end.toFixed(2)}s step-end infinite}`,
      );
    }
    return `<g class="${name}">${row}</g>`;
  });
  // Who wants no movement sees the last picture.
  const still = (moments.at(-1)?.rows ?? []).filter((row) => row !== '').join('');
  const style = `${rules.join('')}.still{display:none}@media(prefers-reduced-motion:reduce){.moving{display:none}.still{display:inline}}`;
  return framed(terminal, style, [`<g class="moving">${content.join('\n')}</g>`, `<g class="still">${still}</g>`]);
}

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
  process.stdout.write(`${path}, ${Math.ceil(text.length / 1024)} KiB\n`);
}

for (const journey of journeys) await record(journey);
