/** One scan's clients, counts and outcomes: the only way collectors reach AWS. */
import type { OperationName, Reading, Unread } from '../core/facts.ts';
import { notSampled } from '../core/resume.ts';
import type { AccessProblem } from './access-error.ts';
import { type Classified, classify, errorFacts } from './errors.ts';
import type { ServiceName } from './operations.ts';
import {
  type AwsClient,
  buildClient,
  type ClientClass,
  type ClientSettings,
  Transport,
  WriteRefusedError,
} from './read-only.ts';
import type { CallStates, PlainCredentials } from './scan-types.ts';
import { type Clock, realClock, Scheduler } from './scheduler.ts';
import { type SignedGet, signedGet } from './signed-get.ts';

/** The bucket or principal a reading was about was deleted meanwhile: whoever lists such things drops it. */
export class GoneError extends Error {
  override name = 'GoneError';
}

/** The scan may send no more calls. What was not read for it is "not sampled", never a guess. */
export class BudgetError extends Error {
  override name = 'BudgetError';
}

/** This scan was asked for less than a fact can hold: the operation is none of those wanted. */
export class NotWantedError extends Error {
  override name = 'NotWantedError';

  constructor(operation: OperationName) {
    super(`${operation} was not asked for in this scan.`);
  }
}

/** How a session starts. */
export interface SessionOptions {
  credentials: () => Promise<PlainCredentials>;
  /** Region for identity and global services. */
  home: string;
  endpoint?: string;
  signal?: AbortSignal;
  clock?: Clock;
  /** Most calls to send, retries not counted; undefined: no limit. */
  maxCalls?: number;
  /** Operations to send; undefined: whatever collectors ask. */
  operations?: Iterable<OperationName>;
  /** Called whenever a call is queued, sent or answered. */
  onCall?: () => unknown;
}

/** A scan under way. */
export class Session {
  /** Region for identity and global services. */
  readonly home: string;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Calls sent, retries not counted. */
  readonly calls = { total: 0, byOperation: {} as Record<OperationName, number>, denied: 0, failed: 0 };
  /** How far the calls of each operation are. */
  readonly states: Record<OperationName, CallStates> = {};
  /** Twelve digits; empty until known. */
  account = '';
  /** Why the account is not known. */
  callerUnread: Unread | undefined;
  /** Why credentials or connection failed, if they ever did. */
  problem: { kind: AccessProblem; error: unknown } | undefined;
  readonly #options: SessionOptions;
  readonly #wanted: ReadonlySet<OperationName> | undefined;
  readonly #transport: Transport;
  readonly #scheduler: Scheduler;
  readonly #clients = new Map<string, AwsClient>();
  readonly #once = new Map<string, Promise<unknown>>();
  /** Calls that were let through or wait for their turn. */
  #admitted = 0;
  /** The error that makes every further call pointless: the session expired. */
  #over: unknown;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.home = options.home;
    this.clock = options.clock ?? realClock;
    this.signal = options.signal;
    this.#wanted = options.operations === undefined ? undefined : new Set(options.operations);
    this.#transport = new Transport(options.signal);
    this.#scheduler = new Scheduler({ clock: this.clock, ...(options.signal && { signal: options.signal }) });
  }

  /** The client of a service in a region, {@link home} unless told; one for the whole scan. */
  client<Client extends AwsClient>(service: ServiceName, Class: ClientClass<Client>, region = this.home): Client {
    const key = `${service} ${region}`;
    const known = this.#clients.get(key);
    if (known instanceof Class) return known;
    const made = buildClient(service, Class, region, this.#clientSettings());
    this.#clients.set(key, made);
    return made;
  }

  /** Asks a service for which there is no SDK client. @throws as {@link signedGet}. */
  get(request: SignedGet): Promise<Record<string, unknown>> {
    return signedGet(request, this.#clientSettings(), this.clock, this.signal);
  }

  #clientSettings(): ClientSettings {
    const { credentials, endpoint } = this.#options;
    return {
      credentials,
      ...(endpoint && { endpoint }),
      transport: this.#transport,
      pass: (operation, where, send) => this.#pass(operation, where, send),
    };
  }

  /** Does `work` once for a key such as operation, region and parameters, however many facts need it. */
  once<T>(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#once.get(key) as Promise<T> | undefined;
    if (known) return known;
    const made = work();
    this.#once.set(key, made);
    return made;
  }

  /**
   * The outcome of `work`, which reads by `operation`. Never rejects, but for an abort, a {@link GoneError} and
   * mistakes of our own.
   */
  async reading<T>(operation: OperationName, region: string, work: () => Promise<T>): Promise<Reading<T>> {
    const { reading } = await this.#attempt(operation, region, work);
    return reading ?? absentUnread(operation);
  }

  /** As {@link reading}, for a setting whose absence AWS tells by an error: then `ok` with null. */
  async setting<T>(
    operation: OperationName,
    region: string,
    work: () => Promise<T | null>,
  ): Promise<Reading<T | null>> {
    const { reading } = await this.#attempt(operation, region, work);
    return reading ?? { state: 'ok', data: null };
  }

  /** Ends the scan's connections. */
  close(): void {
    for (const client of this.#clients.values()) client.destroy();
    this.#clients.clear();
    this.#transport.destroy();
  }

  async #attempt<T>(
    operation: OperationName,
    region: string,
    work: () => Promise<T>,
  ): Promise<{ reading?: Reading<T> }> {
    try {
      return { reading: { state: 'ok', data: await work() } };
    } catch (error) {
      this.signal?.throwIfAborted();
      if (error instanceof WriteRefusedError || error instanceof GoneError) throw error;
      const found = this.classify(error, operation, region);
      if (found.kind === 'absent') return {};
      if (found.kind === 'gone') throw new GoneError(operation);
      return { reading: found.kind === 'unread' ? found.unread : notReady(operation) };
    }
  }

  /** What an error means in this scan. */
  classify(error: unknown, operation: OperationName, region: string): Classified {
    if (error instanceof BudgetError || error instanceof NotWantedError) {
      return { kind: 'unread', unread: { state: 'unavailable', operation, reason: error.message } };
    }
    const found = classify(error, operation, region);
    // The home region answered before, so a name that does not resolve elsewhere is a service that is not offered there.
    const unnamed =
      found.kind === 'unread' && found.problem === 'network' && errorFacts(error).names.includes('ENOTFOUND');
    if (unnamed && this.account && region !== this.home) {
      const service = operation.slice(0, operation.indexOf(':'));
      const reason = `The service ${service} has no address in ${region}: it is not offered there.`;
      return { kind: 'unread', unread: { state: 'unavailable', operation, reason } };
    }
    // Keys that the home region knows and another does not: that region is not enabled for them.
    if (found.kind === 'unread' && found.problem === 'wrong-credentials' && this.account && region !== this.home) {
      const reason = `${region} does not accept these credentials: the region is not enabled for the account.`;
      return { kind: 'unread', unread: { state: 'unavailable', operation, reason } };
    }
    // Where we are is known, so the network works: a name that does not resolve belongs to no endpoint.
    const noName = () => errorFacts(error).names.includes('ENOTFOUND');
    if (found.kind === 'unread' && found.problem === 'network' && this.account && region !== this.home && noName()) {
      const service = operation.slice(0, operation.indexOf(':'));
      const reason = `The service ${service} has no address in ${region}: AWS does not offer it there.`;
      return { kind: 'unread', unread: { state: 'unavailable', operation, reason } };
    }
    return found;
  }

  async #pass<T>(operation: OperationName, region: string, send: () => Promise<T>): Promise<T> {
    if (this.#wanted?.has(operation) === false) throw new NotWantedError(operation);
    const { maxCalls } = this.#options;
    if (maxCalls !== undefined && this.#admitted >= maxCalls) throw new BudgetError(notSampled(maxCalls));
    this.#admitted += 1;
    const states = this.states[operation] ?? { queued: 0, running: 0, ok: 0, denied: 0, failed: 0 };
    this.states[operation] = states;
    const move = (from: keyof CallStates | undefined, to: keyof CallStates | undefined): void => {
      if (from) states[from] -= 1;
      if (to) states[to] += 1;
      this.#options.onCall?.();
    };
    move(undefined, 'queued');
    let sent = false;
    try {
      const answer = await this.#scheduler.run(operation, region, async () => {
        if (this.#over) throw this.#over;
        this.calls.total += 1;
        this.calls.byOperation[operation] = (this.calls.byOperation[operation] ?? 0) + 1;
        sent = true;
        move('queued', 'running');
        return send();
      });
      move('running', 'ok');
      return answer;
    } catch (error) {
      const outcome = this.signal?.aborted ? undefined : this.#outcome(error, operation, region, sent);
      move(sent ? 'running' : 'queued', outcome);
      throw error;
    }
  }

  /** What an error of a call counts as; one that was never sent counts as failed and is noted nowhere. */
  #outcome(error: unknown, operation: OperationName, region: string, sent: boolean): 'ok' | 'denied' | 'failed' {
    if (!sent) return 'failed';
    const found = this.classify(error, operation, region);
    this.#note(error, found);
    const state = found.kind === 'unread' ? found.unread.state : 'ok';
    return state === 'denied' || state === 'failed' ? state : 'ok';
  }

  #note(error: unknown, found: Classified): void {
    if (found.kind !== 'unread') return;
    if (found.unread.state === 'denied') this.calls.denied += 1;
    if (found.unread.state === 'failed') this.calls.failed += 1;
    if (found.problem) this.problem ??= { kind: found.problem, error };
    if (found.problem === 'session-expired' || found.problem === 'no-credentials') this.#over = error;
  }
}

function notReady(operation: OperationName): Unread {
  return {
    state: 'failed',
    operation,
    reason: 'AWS did not finish the credential report in time; scan again in a minute.',
  };
}

function absentUnread(operation: OperationName): Unread {
  return { state: 'unavailable', operation, reason: `AWS has nothing to tell for ${operation}.` };
}
