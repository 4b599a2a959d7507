/** `soc2-ready pack DIR` makes the folder that an auditor gets; `pack verify DIR` says what has become of one. */
import { join, resolve } from 'node:path';
import { counted } from '../core/phrases.ts';
import { plainLine } from '../core/text.ts';
import type { Manifest } from '../workspace/pack.ts';
import { verifyPack } from '../workspace/pack-verify.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { keptElsewhere, packContent } from './pack-content.ts';
import { openSession, text } from './session.ts';
import type { Invocation, Options } from './table.ts';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Makes or verifies a pack. Verifying ends with exit code 1 when anything is not as it was. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [first, second, ...more] = args;
  if (first === 'verify' && second !== undefined && more.length === 0) return verify(resolve(second), options);
  if (first === undefined || first === 'verify' || second !== undefined)
    throw new CommandError(
      2,
      'pack takes a folder, or verify and a folder.',
      'For example: soc2-ready pack audit-2027',
    );
  return make(resolve(first), options);
}

async function make(folder: string, options: Options): Promise<number> {
  const session = await openSession(options);
  const stopper = new AbortController();
  const stop = () => stopper.abort(new CommandError(130, 'The pack was stopped: nothing of it was kept.'));
  for (const signal of stopSignals) process.once(signal, stop);
  try {
    const { writePack } = await import('../workspace/pack.ts');
    const content = await packContent(session, options.redact === true);
    const { manifest, fingerprint } = await writePack(folder, content, options.force === true, stopper.signal);
    const { files, leftOut } = manifest;
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/pack-made@1', folder, fingerprint, files, leftOut }));
    else {
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const lines = [
        `${counted(files.length, 'file')}, ${(bytes / 1024 / 1024).toFixed(1)} MB, in ${folder}`,
        `SHA-256 of ${join(folder, 'manifest.json')}: ${fingerprint}`,
        ...leftOutLines(leftOut),
      ];
      process.stdout.write(`${lines.map(plainLine).join('\n')}\n`);
      if (options.quiet !== true && options.redact !== true)
        process.stderr.write('It names AWS account ids, resources and people: share it with care.\n');
    }
    return 0;
  } finally {
    for (const signal of stopSignals) process.off(signal, stop);
    await session.workspace.close();
  }
}

/** Links are only counted: there may be a hundred, and README.md lists them. */
function leftOutLines(leftOut: Manifest['leftOut']): string[] {
  const listed = leftOut.filter(({ why }) => why !== keptElsewhere);
  const links = leftOut.length - listed.length;
  return [
    ...listed.map(({ what, why }) => `left out: ${what}: ${why}`),
    ...(links > 0 ? [`left out: ${counted(links, 'piece')} of evidence kept elsewhere, listed in README.md`] : []),
  ];
}

async function verify(folder: string, options: Options): Promise<number> {
  const { manifest, fingerprint, changed, missing, extra } = await verifyPack(folder);
  const wanted = text(options, 'sha256')?.toLowerCase();
  const other = wanted !== undefined && wanted !== fingerprint;
  const wrong = changed.length + missing.length + extra.length > 0 || other;
  if (options.json === true)
    process.stdout.write(
      json({ schema: 'soc2-ready/pack-verified@1', ok: !wrong, fingerprint, changed, missing, extra }),
    );
  else {
    const lines = [
      ...changed.map((path) => `changed: ${path}`),
      ...missing.map((path) => `missing: ${path}`),
      ...extra.map((path) => `extra: ${path}`),
      ...(other ? [`manifest.json is not the one expected: its SHA-256 is ${fingerprint}`] : []),
      wrong
        ? `${plainLine(manifest.name)}, ${manifest.date}: not as it was made.`
        : `${plainLine(manifest.name)}, ${manifest.date}: ${counted(manifest.files.length, 'file')}, all as the manifest has them. SHA-256 of manifest.json: ${fingerprint}`,
      ...(wrong || wanted !== undefined
        ? []
        : ['Hold it against the one that came another way (--sha256): who can change a file can change the manifest.']),
    ];
    process.stdout.write(`${lines.map(plainLine).join('\n')}\n`);
  }
  return wrong ? 1 : 0;
}
