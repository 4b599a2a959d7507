/**
 * The one place that builds AWS clients. Each carries a gate that no command passes unless it is on the list of
 * operations, before anything is signed or sent.
 */
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpHandlerOptions, HttpRequest, MiddlewareStack, Pluggable } from '@smithy/types';
import type { OperationName } from '../core/facts.ts';
import { version } from '../version.ts';
import { isAllowed, type ServiceName } from './operations.ts';
import type { PlainCredentials } from './scan-types.ts';

/** A command was given to a client that is not on the list of read operations. A mistake in our code, never a user's. */
export class WriteRefusedError extends Error {
  override name = 'WriteRefusedError';

  constructor(operation: string) {
    super(`${operation} is not among the read operations of this program and was not sent`);
  }
}

/** What every SDK client is, as far as this program minds. */
export interface AwsClient {
  middlewareStack: unknown;
  destroy(): void;
}

/** The class of an SDK client. Its collector names it, so that no SDK is loaded that nothing asks for. */
export type ClientClass<Client extends AwsClient> = new (config: never) => Client;

/** What every client of a scan shares. */
export interface ClientSettings {
  credentials: () => Promise<PlainCredentials>;
  /** Address that replaces every AWS endpoint. */
  endpoint?: string;
  transport: Transport;
  /** Called once per call, however often it is retried: counts it, paces it, then lets it through. */
  pass<T>(operation: OperationName, region: string, send: () => Promise<T>): Promise<T>;
}

/** Milliseconds for each try of a call. */
export interface TimeOuts {
  connection: number;
  /** From sending to the first byte of the answer. A page of authorization details can take many seconds. */
  request: number;
}

/** The time-outs of a scan. */
export const timeOuts: TimeOuts = { connection: 5_000, request: 30_000 };

/** Services whose reads are all GET requests. */
const getOnly = new Set(['s3', 's3control', 'cloudfront', 'apigateway', 'apigatewayv2']);

/** The connections of one scan, shared by all its clients, with its abort signal. */
export class Transport {
  readonly #inner: NodeHttpHandler;
  readonly #signal: AbortSignal | undefined;
  readonly metadata = { handlerProtocol: 'http/1.1' };

  constructor(signal?: AbortSignal, limits: TimeOuts = timeOuts) {
    this.#signal = signal;
    this.#inner = new NodeHttpHandler({
      // AWS has a host for each service and region; an emulator is one for all, where 50 would hold everything up.
      httpAgent: { keepAlive: true, maxSockets: 200 },
      connectionTimeout: limits.connection,
      requestTimeout: limits.request,
      socketTimeout: limits.request,
      throwOnRequestTimeout: true,
      logger: silent,
    });
  }

  /** A handler for one client. `readsByGet` refuses any other method: for services whose reads are all GET requests. */
  handler(service: ServiceName) {
    const readsByGet = getOnly.has(service);
    return {
      metadata: this.metadata,
      handle: async (request: HttpRequest, options: HttpHandlerOptions = {}) => {
        if (readsByGet && request.method !== 'GET')
          throw new WriteRefusedError(`${service}: a ${request.method} request`);
        const abortSignal = options.abortSignal ?? this.#signal;
        return this.#inner.handle(request as Parameters<NodeHttpHandler['handle']>[0], {
          ...options,
          ...(abortSignal && { abortSignal }),
        });
      },
      // The connections outlive the client: they are closed with the scan.
      destroy: () => undefined,
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    };
  }

  /** Closes all connections. */
  destroy(): void {
    this.#inner.destroy();
  }
}

// The SDK's own warnings would land on the screen.
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Builds the client of a service for one region. Nothing else in the program builds one. */
export function buildClient<Client extends AwsClient>(
  service: ServiceName,
  Class: ClientClass<Client>,
  region: string,
  settings: ClientSettings,
): Client {
  const config = {
    region,
    credentials: settings.credentials,
    requestHandler: settings.transport.handler(service),
    retryMode: 'adaptive',
    maxAttempts: 5,
    customUserAgent: [['soc2-ready', version]],
    logger: silent,
    ...(settings.endpoint && { endpoint: settings.endpoint }),
    ...(service === 's3' && { ...s3Settings, ...(settings.endpoint && { forcePathStyle: true }) }),
    ...(service === 's3control' && s3ControlEndpoint(settings)),
  };
  const client = new Class(config as never);
  // Each stack is typed by the commands of its own client; the gate looks into none of them.
  const stack = client.middlewareStack as MiddlewareStack<object, object>;
  stack.use(gate(service, region, settings));
  return client;
}

// Directory buckets are not read, so no session of theirs is ever made.
const s3Settings = { followRegionRedirects: true, disableS3ExpressSessionAuth: true };

/** S3 Control puts the account id before the host name, which an address of numbers cannot take. */
function s3ControlEndpoint({ endpoint }: ClientSettings) {
  return endpoint ? { endpointProvider: () => ({ url: new URL(endpoint) }) } : {};
}

/** The gate: refuse, count, pace, send. First of all steps, and so outside of retries and redirects. */
function gate(service: ServiceName, region: string, settings: ClientSettings): Pluggable<object, object> {
  return {
    applyToStack: (stack) => {
      stack.add(
        (next, context) => async (args) => {
          const operation = `${service}:${(context.commandName ?? 'unnamed').replace(/Command$/, '')}`;
          if (!isAllowed(operation)) throw new WriteRefusedError(operation);
          return settings.pass(operation, region, () => next(args));
        },
        { step: 'initialize', priority: 'high', name: 'readOnlyGate' },
      );
    },
  };
}
