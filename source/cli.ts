/** Entry of the program: argv, exit codes, fast paths. Everything else is loaded when a command needs it. */
import { parseArgs } from 'node:util';
import { CommandError } from './commands/errors.ts';
import { commands, commonOptions, openCommand, optionSpecs } from './commands/table.ts';
import { tellError } from './commands/tell-error.ts';
import { version } from './version.ts';

/** Runs one command line; resolves with the exit code (0 done, 1 error, 2 usage, 3 gaps, 4 AWS, 130 interrupted). */
async function main(argv: string[]): Promise<number> {
  const first = argv[0];
  if (argv.length === 1 && (first === '--version' || first === '-V')) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const wantsHelp = argv.includes('--help') || argv.includes('-h') || first === 'help';
  const at = wordAt(argv);
  const name = argv[at];
  if (wantsHelp) {
    const words = first === 'help' ? argv.slice(1).filter((arg) => !arg.startsWith('-')) : argv.slice(at, at + 1);
    return (await import('./commands/help.ts')).help(words);
  }

  const command = name === undefined ? openCommand : commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const { didYouMean } = await import('./commands/help.ts');
    throw new CommandError(
      2,
      `There is no command "${name}".${didYouMean(name ?? '')}`,
      'soc2-ready --help lists them.',
    );
  }
  const { args, options } = await parse(argv.toSpliced(at, 1), command.name, command.options);
  if (options.version === true) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const most = command.usage === '' ? 0 : (command.most ?? args.length);
  if (args.length > most)
    throw new CommandError(
      2,
      most === 0
        ? `${command.name} takes no "${args[0]}".`
        : `${command.name} does not know what to do with "${args[most]}".`,
      `soc2-ready ${command.name} --help says what it takes; words that belong together go in quotes.`,
    );
  // Ink's colours look at FORCE_COLOR only, and only when they are loaded: decide before anything is.
  if (options['no-color'] === true || (process.env.NO_COLOR ?? '') !== '') process.env.FORCE_COLOR = '0';
  return command.run({ args, options });
}

/**
 * Where the command stands: before its options or after some of them (`--dir acme gaps`); past the end where there is none.
 * An unknown option is left for the command's own parsing to name.
 */
function wordAt(argv: string[]): number {
  const { tokens } = parseArgs({
    args: argv,
    options: optionSpecs,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  return tokens.find(({ kind }) => kind === 'positional')?.index ?? argv.length;
}

/**
 * Options and arguments of one command; throws a usage error that names what is wrong. An option with nothing in it is
 * one: a script whose `--dir "$CLIENT"` came out empty would write into another assessment than it means.
 */
async function parse(argv: string[], command: string, own: string[]) {
  const names = [...commonOptions, ...own];
  const specs = Object.fromEntries(names.flatMap((name) => (optionSpecs[name] ? [[name, optionSpecs[name]]] : [])));
  try {
    const { values, positionals } = parseArgs({ args: argv, options: specs, allowPositionals: true, strict: true });
    const empty = Object.keys(values).find((key) => [values[key]].flat().includes(''));
    if (empty !== undefined) throw new CommandError(2, `--${empty} is empty.`, 'Give it a value, or leave it away.');
    return { args: positionals, options: values as Record<string, string | boolean | string[] | undefined> };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { optionFault } = await import('./commands/help.ts');
    const lists = `soc2-ready ${command === '' ? '' : `${command} `}--help lists the options.`;
    throw new CommandError(2, optionFault(error as NodeJS.ErrnoException, Object.keys(specs)), lists);
  }
}

// A closed pipe (`soc2-ready gaps | head`) is no error; a full disk behind `> file` is one, and no fault of the program.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : tellError(error));
});
// Where messages cannot be shown, there is nobody to tell; what was asked for is done all the same.
process.stderr.on('error', () => undefined);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = tellError(error);
}
