/** A file of findings read as a stream: the memory of one finding, whatever its size. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Gatherer, mostFindings } from '../core/foreign-gather.ts';
import { readFinding } from '../core/foreign-read.ts';
import { JsonElements, JsonFault } from '../core/json-elements.ts';
import { shellWord } from '../core/shell-word.ts';
import { CommandError } from './errors.ts';

/** Member of Security Hub's answers that holds the findings. */
const wrapper = 'Findings';

type Decoder = InstanceType<typeof TextDecoder>;

const formats =
  'Give it Prowler’s OCSF (prowler aws -M json-ocsf) or findings of Security Hub (aws securityhub get-findings).';

/**
 * Hands every finding of a file to `gatherer`; resolves to the file's SHA-256. Ends with one CommandError that names the
 * file, the place and what to do: not there, cut off, no JSON, not of these formats, or more than is held.
 */
export async function readFindingsFile(path: string, gatherer: Gatherer): Promise<string> {
  const hash = createHash('sha256');
  let read = 0;
  const elements = new JsonElements(wrapper, ({ text, line, index }) => {
    read = index;
    const at = `finding ${index} (line ${line})`;
    const found = readFinding(parse(text, at, line));
    if (found.kind === 'fault') throw new JsonFault(`${capital(at)} ${found.problem}`, line);
    gatherer.take(found);
    if (gatherer.mapped > mostFindings)
      throw new JsonFault(`It holds more than ${mostFindings.toLocaleString('en')} findings of ours`, line);
  });
  let decoder: Decoder | undefined;
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      hash.update(bytes as Uint8Array);
      decoder ??= decoderOf(bytes as Uint8Array);
      elements.push(decode(decoder, bytes as Uint8Array));
    }
    elements.push(decode(decoder ?? new TextDecoder()));
    elements.end();
    if (read === 0) throw new JsonFault('It holds no findings', 1);
  } catch (error) {
    throw refusal(path, error);
  }
  return hash.digest('hex');
}

/** UTF-8, or what a mark at the beginning says: PowerShell writes UTF-16. */
function decoderOf(bytes: Uint8Array): Decoder {
  const [a, b, c, d] = bytes;
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) throw new JsonFault('It is packed (zip)', 1);
  if (a === 0x1f && b === 0x8b) throw new JsonFault('It is packed (gzip)', 1);
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

function decode(decoder: Decoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw new JsonFault('It is not text', 1);
  }
}

function parse(text: string, at: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JsonFault(`${capital(at)} is no JSON: ${(error as Error).message}`, line);
  }
}

function refusal(path: string, error: unknown): CommandError {
  if (error instanceof JsonFault) {
    const next = /ends on line/.test(error.message)
      ? 'The file was cut off: export it again, and check that the disk was not full.'
      : /more than|longer than/.test(error.message)
        ? 'Export one account at a time.'
        : /packed/.test(error.message)
          ? `Unpack it first: ${/gzip/.test(error.message) ? 'gunzip' : 'unzip'} ${shellWord(path)}`
          : formats;
    return new CommandError(2, `${path}: nothing was changed. ${error.message}.`, next);
  }
  return new CommandError(2, `Cannot read ${path}: ${(error as Error).message}`, formats);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
