/**
 * A signed GET to a service for which there is no SDK client, under the same rules as those that have one: only an
 * operation of the list leaves the machine, and it is counted and paced.
 */
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Checksum, HttpRequest, SourceData } from '@smithy/types';
import type { OperationName } from '../core/facts.ts';
import { version } from '../version.ts';
import { isAllowed } from './operations.ts';
import { type ClientSettings, WriteRefusedError } from './read-only.ts';
import type { Clock } from './scheduler.ts';

/** What to ask, and where. */
export interface SignedGet {
  operation: OperationName;
  /** Host of the service, in the region that the request is signed for. */
  host: string;
  region: string;
  path: string;
  query: Record<string, string>;
}

/** An error that the service answered, with the names by which it is told apart. */
export class ServiceAnswerError extends Error {
  readonly $metadata: { httpStatusCode: number };

  constructor(name: string, message: string, httpStatusCode: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode };
  }
}

const attempts = 3;

/**
 * Sends it and returns the object that the answer holds. Throttling and faults of the service are tried again twice.
 *
 * @throws WriteRefusedError for an operation that is not on the list.
 * @throws ServiceAnswerError for an answer that is an error.
 */
export async function signedGet(
  { operation, host, region, path, query }: SignedGet,
  settings: ClientSettings,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Record<string, unknown>> {
  if (!isAllowed(operation)) throw new WriteRefusedError(operation);
  const service = operation.slice(0, operation.indexOf(':'));
  const { protocol, hostname, port } = new URL(settings.endpoint ?? `https://${host}`);
  const signer = new SignatureV4({ service, region, credentials: settings.credentials, sha256: Sha256 });
  const plain: HttpRequest = {
    method: 'GET',
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path,
    query,
    headers: { host: port ? `${hostname}:${port}` : hostname, 'user-agent': `soc2-ready/${version}` },
  };
  return settings.pass(operation, region, async () => {
    for (let attempt = 1; ; attempt += 1) {
      const request = await signer.sign(plain);
      const { response } = await settings.transport.handler(service).handle(request);
      const text = await read(response.body as AsyncIterable<Uint8Array>);
      if (response.statusCode === 200) return object(text);
      const retriable = response.statusCode === 429 || response.statusCode >= 500;
      if (!retriable || attempt === attempts) throw answered(response.statusCode, response.headers, text);
      await clock.sleep(1000 * attempt, signal);
    }
  });
}

async function read(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The JSON object of an answer. @throws SyntaxError when it holds something else. */
function object(text: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(text);
  if (!(parsed instanceof Object) || Array.isArray(parsed)) throw new SyntaxError('the answer is no JSON object');
  return parsed as Record<string, unknown>;
}

function answered(status: number, headers: Record<string, string>, text: string): ServiceAnswerError {
  let body: Record<string, unknown> = {};
  try {
    body = object(text);
  } catch {
    // Proxies answer with pages of their own; the status is all that is left then.
  }
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-amzn-errortype')?.[1];
  // The type can carry a namespace before and an address behind.
  const type = String(header ?? body.__type ?? body.code ?? 'UnknownError');
  const name = type.replace(/^.*#/, '').replace(/:.*$/, '');
  return new ServiceAnswerError(name, String(body.message ?? body.Message ?? 'no message'), status);
}

/** SHA-256 by Node, in the form that the signer asks for. */
class Sha256 implements Checksum {
  readonly #make: () => Hash | Hmac;
  #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#make = () => (secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret)));
    this.#hash = this.#make();
  }

  update(data: SourceData): void {
    this.#hash.update(bytes(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#make();
  }
}

function bytes(data: SourceData): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return new Uint8Array(data);
}
