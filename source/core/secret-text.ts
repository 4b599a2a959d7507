/**
 * Whether a setting looks like it holds a credential in plain text. Collectors ask it, and keep the name of the setting
 * and the answer, never the value.
 */

/** A setting such as an environment variable, without its value. */
export interface Variable {
  name: string;
  /** What its value looks like: `an AWS secret key`; absent when it looks like no credential. */
  looksLike?: string;
}

const shapes: [pattern: RegExp, what: string][] = [
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, 'a private key'],
  [/(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/, 'an AWS access key'],
  [/(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,}|(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{50,}/, 'a GitHub token'],
  [/(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/hooks\.slack\.com\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]+/, 'a Slack webhook'],
  [/(?<![A-Za-z0-9])(?:sk|rk)_live_[A-Za-z0-9]{16,}/, 'a Stripe key'],
  [/(?<![A-Za-z0-9])sk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/, 'an API key'],
  [/(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/, 'a Google API key'],
  [/(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/, 'a SendGrid key'],
  [/(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/, 'an npm token'],
];

// A password in the address of a database, a queue or a repository.
const urlPassword = /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i;

const secretName =
  /(^|[_.-])(pass(word|wd|phrase)?|pwd|secret(s)?|token|api[_.-]?key|access[_.-]?key|private[_.-]?key|secret[_.-]?key|signing[_.-]?key|encryption[_.-]?key|credentials?)([_.-]?(value|text|\d+))?$/i;

// Settings about a credential: which one, where it lies, how long it lives.
const aboutName =
  /(^|[_.-])(id|arn|name|path|file|dir|url|uri|host|endpoint|region|ttl|age|expir\w*|timeout|length|enabled|disabled|required|header|algorithm|type|version|store|prefix|param\w*)$/i;

/** Values that only point to a credential, or stand in for one. */
const pointer =
  /^(arn:|\{\{resolve:|ssm:|secretsmanager:|vault:|kms:|file:|\/[\w./-]+$|\$\{|<.*>$|%\w+%$|\*+$|x{3,}$|(true|false|yes|no|on|off|none|null|undefined|-?\d{1,5})$)/i;

/** What a setting's value looks like, by its shape or by the setting's name; undefined when it looks like no credential. */
export function credentialIn(name: string, value: string): string | undefined {
  const text = value.trim();
  for (const [pattern, what] of shapes) if (pattern.test(text)) return what;
  const [, password] = urlPassword.exec(text) ?? [];
  if (password !== undefined && !pointer.test(password)) return 'a password in an address';
  if (/aws[_.-]?secret/i.test(name) && /^[A-Za-z0-9/+]{40}$/.test(text)) return 'an AWS secret key';
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  const named = secretName.test(words) && !aboutName.test(words);
  return named && text.length >= 4 && !pointer.test(text) ? 'a credential, by its name' : undefined;
}

/** A setting without its value. */
export function variable(name: string, value: string): Variable {
  const looksLike = credentialIn(name, value);
  return { name, ...(looksLike === undefined ? {} : { looksLike }) };
}
