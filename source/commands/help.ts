/** `--help`, made from the command table. */
import { editDistance } from '../core/edit-distance.ts';
import { type CommandSpec, commands, commonOptions, openCommand, optionSpecs } from './table.ts';

const groups: CommandSpec['group'][] = ['Assess', 'Decide', 'Hand over', 'Around'];

const exitCodes = [
  ['0', 'done'],
  ['1', 'error'],
  ['2', 'wrong use of the command line or a faulty file'],
  ['3', 'gaps or failures at or over --fail-on'],
  ['4', 'nothing at all could be read from AWS'],
  ['124', 'time-out'],
  ['130', 'interrupted'],
];

/** Prints the help of the program, or of the command named in `words` (`help scan`, `scan --help`); resolves with the exit code. */
export async function help(words: string[]): Promise<number> {
  const names = words.filter((word) => word !== 'help');
  if (names[0] === 'keys') {
    const { keyHelp } = await import('./key-help.ts');
    process.stdout.write(keyHelp());
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === names[0]);
  if (names[0] !== undefined && command === undefined) {
    process.stderr.write(
      `soc2-ready: there is no command "${names[0]}".${didYouMean(names[0])}\nsoc2-ready --help lists them.\n`,
    );
    return 2;
  }
  process.stdout.write(command ? commandHelp(command) : programHelp());
  return 0;
}

function programHelp(): string {
  const lines = [
    'soc2-ready: guided SOC 2 readiness. It interviews people, reads AWS (read-only), and turns both into',
    'a scored gap list, a dated plan, a RACI and three verdicts. Everything stays on this machine.',
    '',
    'Examples',
    '  soc2-ready demo                          look around in a sample company',
    '  soc2-ready --dir acme                    open (or make) the assessment in the folder acme',
    '  soc2-ready scan --profile audit --json   read one AWS account and print what it shows',
    '',
    'Usage: soc2-ready [COMMAND] [OPTIONS]     without a command: open or resume the assessment',
  ];
  for (const group of groups) {
    lines.push('', group);
    for (const c of commands.filter((candidate) => candidate.group === group)) {
      const label = `${c.name} ${c.usage}`.trim();
      // A long usage stands in the command's own help.
      lines.push(`  ${(label.length > 20 ? c.name : label).padEnd(20)} ${c.summary}`);
    }
  }
  lines.push('', 'Options without a command', ...optionLines([...commonOptions, ...openCommand.options]));
  lines.push('', 'Exit codes', ...exitCodes.map(([code, text]) => `  ${code?.padEnd(4)} ${text}`));
  lines.push('', 'soc2-ready help COMMAND tells more of one; soc2-ready help keys lists the keys of the screen.');
  return `${lines.join('\n')}\n`;
}

function commandHelp(command: CommandSpec): string {
  const usage = `Usage: soc2-ready ${command.name} ${command.usage}`.trimEnd();
  const options = optionLines([...command.options, ...commonOptions]);
  return `soc2-ready ${command.name}: ${command.summary}\n\n${usage} [OPTIONS]\n\nOptions\n${options.join('\n')}\n`;
}

function optionLines(names: string[]): string[] {
  return names.flatMap((name) => {
    const spec = optionSpecs[name];
    if (spec === undefined) return [];
    const left = `${spec.short ? `-${spec.short}, ` : ''}--${name}${spec.value ? ` ${spec.value}` : ''}`;
    return [`  ${left.padEnd(26)} ${spec.help}`];
  });
}

/** What is wrong with an option, in a sentence, from what Node's parseArgs says of it. `known` are names without dashes. */
export function optionFault({ code, message }: NodeJS.ErrnoException, known: readonly string[]): string {
  const name = /--([\w-]+)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = known
      .map((one) => ({ one, distance: editDistance(name, one) }))
      .sort((a, b) => a.distance - b.distance)[0];
    const typed = /'([^']+)'/.exec(message)?.[1] ?? `--${name}`;
    const meant =
      near !== undefined && near.distance <= Math.min(2, name.length / 3) ? ` Did you mean "--${near.one}"?` : '';
    return `There is no option "${typed}" here.${meant}`;
  }
  const value = optionSpecs[name]?.value;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && value !== undefined)
    return `--${name} needs ${value} after it; one that begins with a dash is written --${name}=-….`;
  return message;
}

/** ` Did you mean "scan"?` for a mistyped command, or nothing when none is near. */
export function didYouMean(word: string): string {
  const near = commands
    .map((command) => ({ name: command.name, distance: editDistance(word, command.name) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near !== undefined && near.distance <= 2 ? ` Did you mean "${near.name}"?` : '';
}
