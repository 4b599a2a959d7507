/**
 * The AWS test API: one loopback server that stands for every service and region. Under it lies an emulator
 * (`upstream`) or a recording; over it, in this order, denials by IAM action and answers written by hand.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, type AnswerOrReset, errorAnswer } from './answer.ts';
import { denied, type Refuser } from './errors.ts';
import { type Call, identify, type Protocol, type WireRequest } from './identify.ts';
import { iamAction } from './operations.ts';
import { type Recording, recordingKey, tidy } from './record.ts';

/** What an answer written by hand has to work with. */
export interface WrittenContext {
  call: Call;
  /** The instant to count ages from. */
  now: Date;
  /** Id of the access key that signed. */
  accessKey: string;
  /** How often this operation has been asked for before in this region, retries included. */
  before: number;
  /** The answer it stands before: that of the emulator or the recording. */
  next(): Promise<AnswerOrReset>;
  /** What the emulator or the recording says to the same request at another path and query. */
  nextAt(url: string): Promise<AnswerOrReset>;
}

/** An answer written by hand, for what the emulator cannot do. Of several for an operation the last one comes first. */
export interface Written {
  operation: string;
  answer(context: WrittenContext): AnswerOrReset | Promise<AnswerOrReset>;
}

/** Settings of {@link startServer}. */
export interface ServerOptions {
  /** Address of the emulator. Needed unless `replay` is given. */
  upstream?: string;
  /** Answers from this recording; nothing goes to the network. */
  replay?: Recording;
  /** IAM actions that are denied; `*` for every one, sts:GetCallerIdentity too. */
  deny?: '*' | Iterable<string>;
  /** IAM actions that are allowed; every other one is denied, but `sts:GetCallerIdentity`, which needs none. */
  allow?: Iterable<string>;
  /** The reason AWS adds to a denial. */
  denyBy?: Refuser;
  /** ARN of the caller that denials name. */
  caller?: string;
  /** Milliseconds before each answer. */
  delayMs?: number;
  written?: Written[];
  /** The instant that ages in written answers count from; else when the recording was made, or now. */
  now?: Date;
}

/** One request as the server saw it. */
export interface Seen {
  operation: string;
  region: string;
  key: string;
  protocol: Protocol;
  status: number | 'reset';
}

/** A running test API. */
export interface TestServer {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL. */
  url: string;
  /** Requests by operation, every page and retry counted. */
  calls: Map<string, number>;
  /** Every request in order. */
  seen: Seen[];
  /** Keys asked of a recording that has no answer: a test asserts that there are none. */
  missing: string[];
  /** What the emulator answered so far, without what was written by hand. */
  recording(): Recording;
  close(): Promise<void>;
}

/** Who asks, in denials. */
export const defaultCaller = 'arn:aws:iam::123456789012:user/readiness-scan';

/** Starts the test API on a free port of 127.0.0.1. Throws when it is given neither or both of upstream and replay. */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  if ((options.upstream === undefined) === (options.replay === undefined))
    throw new Error('startServer needs exactly one of upstream and replay');
  const denyAll = options.deny === '*';
  const deny = new Set(denyAll ? [] : options.deny);
  const allow = options.allow === undefined ? undefined : new Set([...options.allow, 'sts:GetCallerIdentity']);
  const now = () => options.now ?? (options.replay ? new Date(options.replay.recordedAt) : new Date());
  const calls = new Map<string, number>();
  const seen: Seen[] = [];
  const missing: string[] = [];
  const answers: Record<string, Answer[]> = {};
  const asked = new Map<string, number>();
  const position = new Map<string, number>();

  async function base(request: WireRequest): Promise<AnswerOrReset> {
    const call = identify(request);
    const key = recordingKey(call);
    if (options.replay) {
      const at = position.get(key) ?? 0;
      position.set(key, at + 1);
      const answer = options.replay.answers[key]?.at(Math.min(at, (options.replay.answers[key]?.length ?? 1) - 1));
      if (answer) return answer;
      missing.push(key);
      return errorAnswer(call, 400, 'NotRecorded', `The recording has no answer to ${key}`);
    }
    const answer = tidy(await forward(options.upstream ?? '', request));
    answers[key] ??= [];
    if (JSON.stringify(answers[key].at(-1)) !== JSON.stringify(answer)) answers[key].push(answer);
    return answer;
  }

  async function answerTo(request: WireRequest, call: Call): Promise<AnswerOrReset> {
    const action = iamAction(call.operation);
    if (denyAll || deny.has(action) || allow?.has(action) === false)
      return denied(call, options.caller ?? defaultCaller, action, options.denyBy);
    const place = `${call.operation} ${call.region}`;
    const before = asked.get(place) ?? 0;
    asked.set(place, before + 1);
    const layers = (options.written ?? []).filter((written) => written.operation === call.operation);
    const through = (depth: number): AnswerOrReset | Promise<AnswerOrReset> => {
      const written = layers[depth];
      if (written === undefined) return base(request);
      return written.answer({
        call,
        now: now(),
        accessKey: /Credential=([^/\s]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '',
        before,
        next: async () => through(depth - 1),
        nextAt: (url) => base({ ...request, url }),
      });
    };
    return through(layers.length - 1);
  }

  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming);
    const call = identify(request);
    calls.set(call.operation, (calls.get(call.operation) ?? 0) + 1);
    const { operation, region, protocol } = call;
    const entry: Seen = { operation, region, key: recordingKey(call), protocol, status: 'reset' };
    seen.push(entry);
    // A fault of the test's own must not hang the program under test.
    const answer = await answerTo(request, call).catch((error: unknown) =>
      errorAnswer(call, 400, 'TestServerFault', String(error)),
    );
    if (options.delayMs) await delay(options.delayMs);
    if (answer === 'reset') incoming.socket.destroy();
    else entry.status = send(outgoing, answer, request.method === 'HEAD');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    seen,
    missing,
    recording: () => ({ recordedAt: new Date().toISOString(), answers }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = incoming;
  return { method, url, headers, body: Buffer.concat(chunks) };
}

function send(outgoing: ServerResponse, answer: Answer, head: boolean): number {
  outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': String(Buffer.byteLength(answer.body)) });
  outgoing.end(head ? undefined : answer.body);
  return answer.status;
}

function forward(upstream: string, request: WireRequest): Promise<Answer> {
  const { hostname, port } = new URL(upstream);
  const { method, url, headers, body } = request;
  return new Promise((answered, failed) => {
    // A connection of its own: one kept open may be closed by the emulator just as it is used again.
    const options = { hostname, port, method, path: url, headers: { ...headers, connection: 'close' }, agent: false };
    const outgoing = httpRequest(options, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const flat = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
      const answer = { headers: Object.fromEntries(flat), body: Buffer.concat(chunks).toString('utf8') };
      answered({ status: incoming.statusCode ?? 502, ...answer });
    });
    outgoing.on('error', failed);
    outgoing.end(body);
  });
}
