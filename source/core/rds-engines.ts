/** What differs between database engines of RDS, as known on 2026-11-21. */

/** An engine. */
export interface DbEngine {
  /** The parameter that makes the server refuse plain connections; absent where no parameter does. */
  tls?: string;
  /** Kinds of log that hold errors and, where the engine can export it, the audit. */
  logs: string[];
}

const engines: [name: RegExp, engine: DbEngine][] = [
  // One log for errors and, with pgaudit, the audit.
  [/^(postgres|aurora-postgresql)$/, { tls: 'rds.force_ssl', logs: ['postgresql'] }],
  [/^(mysql|mariadb|aurora-mysql)$/, { tls: 'require_secure_transport', logs: ['audit', 'error'] }],
  // Its audit goes to S3 by an option, not to CloudWatch Logs.
  [/^sqlserver-/, { tls: 'rds.force_ssl', logs: ['error'] }],
  [/^oracle-/, { logs: ['alert', 'audit'] }],
  [/^db2-/, { logs: ['diag.log'] }],
  [/^docdb$/, { tls: 'tls', logs: ['audit'] }],
  [/^neptune$/, { logs: ['audit'] }],
];

/** What is known of an engine; undefined for one that is not known. */
export function dbEngine(name: string): DbEngine | undefined {
  return engines.find(([pattern]) => pattern.test(name))?.[1];
}
