/** Recordings: what the emulator answered, one JSON file per account, so that tests run without it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Answer, requestId } from './answer.ts';
import type { Call } from './identify.ts';

/** The answers of one account. */
export interface Recording {
  /** UTC instant it was made. Ages in it are judged against this instant, or every good account would grow bad. */
  recordedAt: string;
  /** The recording that it changes; it holds only answers that differ from it. */
  base?: string;
  /** {@link recordingKey} → the answers in the order given; the last one repeats. */
  answers: Record<string, Answer[]>;
}

/** Bucket of the sizes of pages: the same page may be asked for with another limit. */
const pageSizes = new Set(['MaxItems', 'MaxResults', 'max-buckets', 'max-keys', 'maxResults']);

/** What makes two requests the same question: operation, region, parameters; no signature, date or page size. */
export function recordingKey(call: Call): string {
  const parameters = Object.entries(call.parameters)
    .filter(([name]) => !pageSizes.has(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return [call.operation, call.region, ...parameters].join(' ');
}

/** Headers that mean something to a client; the rest is the emulator's own or changes from run to run. */
const kept = new Set(['content-type', 'location', 'x-amz-bucket-region', 'x-amzn-errortype']);

/**
 * An answer without request ids, the white space of the emulator's templates, and the seeds of second factors, which
 * AWS itself never lists.
 */
export function tidy(answer: Answer): Answer {
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => kept.has(name)));
  const body = (headers['content-type'] ?? '').includes('json')
    ? answer.body
    : answer.body
        .replace(/>\s+</g, '><')
        .replace(/<(Base32StringSeed|QRCodePNG)>[^<]*<\/\1>/g, '')
        .replace(/<(requestid)>[^<]*</gi, (_, name: string) => `<${name}>${requestId}<`)
        .trim();
  return { status: answer.status, headers, body };
}

const folder = new URL('recordings/', import.meta.url);

/** Reads a recording by name (`good`, `flips/root-mfa-enabled`), laid over its base when it has one. */
export function loadRecording(name: string): Recording {
  const own = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Recording;
  if (own.base === undefined) return own;
  return { recordedAt: own.recordedAt, answers: { ...loadRecording(own.base).answers, ...own.answers } };
}

/** Writes a recording, keys in order, so that a fresh one differs only where the account does. */
export function saveRecording(name: string, recording: Recording): void {
  const file = fileURLToPath(new URL(`${name}.json`, folder));
  mkdirSync(dirname(file), { recursive: true });
  const answers = Object.fromEntries(Object.entries(recording.answers).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify({ ...recording, answers }, null, 1)}\n`);
}

/** Only those answers of a recording that its base does not have. */
export function difference(base: Recording, changed: Recording, baseName: string): Recording {
  const answers = Object.fromEntries(
    Object.entries(changed.answers).filter(
      ([key, given]) => JSON.stringify(given) !== JSON.stringify(base.answers[key]),
    ),
  );
  return { recordedAt: changed.recordedAt, base: baseName, answers };
}
