/**
 * Takes account ids, ARNs, names and addresses out of what is shown, the same input giving the same alias, so that a
 * result can be shared and still be read. It errs to the side of taking out too much: a name that is also a word of
 * ours goes as well. What a company is called and who works there is not touched: those are no findings of AWS.
 */
import type { Facts } from './facts.ts';
import type { CheckResult } from './finding.ts';

/** Members of facts whose text names something of the account. */
const naming =
  /^(id|name|arn|user|users|bucket|domain|email|emails|principal|owner|origin|group|groups|members|aliases|alias|node|attachedTo|resourceId|reference|sender|target|keyPrefix|prefix|grantee|account|accounts|vpcIds|publicAddresses|parameterGroups|endpoint|dnsName)$|(Arn|Arns|Name|Names|Id|Ids|Bucket|Account|Accounts|Email|Domain|Host|Url)$/;

/** Names that AWS gives in every account, and words of our own. */
const everybodys = new Set([
  'root',
  '<root_account>',
  'default',
  'account',
  'global',
  'self',
  'amazon',
  'aws',
  '*',
  '',
]);

const patterns: [kind: string, found: RegExp][] = [
  ['key', /\b(?:AKIA|ASIA|AIDA|AROA|ANPA|AGPA)[A-Z0-9]{12,}\b/g],
  ['email', /[\w.+-]+@[\w-]+\.[\w.-]*\w/g],
  ['host', /\b(?:[\w-]+\.){2,}(?:amazonaws\.com(?:\.cn)?|on\.aws)\b|\b[\w-]+\.cloudfront\.net\b/g],
  ['id', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi],
  ['account', /(?<!\w)\d{12}(?!\w)/g],
];
const arn = /arn:(aws[\w-]*):([\w-]*):([\w-]*):(\d{12}|aws|):([^\s"',;)<>]+)/g;
const resourceId =
  /\b(i|vpc|sg|sgr|subnet|vol|snap|ami|eni|igw|rtb|acl|pl|nat|eipalloc|fs|lt|tgw|vpce|fl|org|ou|ssoins)-([0-9a-f]{8,})\b/g;
const ipv4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b(\/\d{1,2})?/g;
const ipv6 = /(?<![\w:])(?=[0-9a-f:]*:[0-9a-f:]*:)[0-9a-f:]{3,39}(\/\d{1,3})?(?![\w:])/gi;
/** What is known by its form needs no place among the names, and keeps its kind in the alias. */
const hasForm = /^(?:[a-z]{1,8}-[0-9a-f]{8,}|(?:\d{1,3}\.){3}\d{1,3}|\d{12}|\S+@\S+)$/;
/** A time of day has the form of an address. */
const clock = /^\d{1,2}:\d{2}:\d{2}$/;
/** Everybody and nobody: not an address of the account. */
const anyone = /^(0\.0\.0\.0|::|128\.0\.0\.0|8000::)(\/|$)/;

/** Aliases of one file. */
export class Redactor {
  readonly #aliases = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #names: Map<string, string[]>;
  readonly #regions: ReadonlySet<string>;

  /** Knows the names in these scans. */
  constructor(scans: readonly Facts[]) {
    this.#regions = new Set(scans.flatMap(({ regions }) => regions));
    const found = new Set<string>();
    for (const { account, callerArn, readings } of scans) {
      collect(readings, 'readings', found);
      for (const text of [account, callerArn.split('/').at(-1) ?? '']) found.add(text);
    }
    // By first character run, longest first: a name may begin with another.
    this.#names = new Map();
    for (const name of [...found].filter((text) => this.#isName(text)).sort((a, b) => b.length - a.length)) {
      const key = firstToken(name);
      this.#names.set(key, [...(this.#names.get(key) ?? []), name]);
    }
  }

  /** Text with everything replaced that tells whose account it is. */
  text(text: string): string {
    let out = text.replace(arn, (_, partition, service, region, account, rest) => {
      if (account === 'aws') return `arn:${partition}:${service}:${region}:${account}:${rest}`;
      const who = account === '' ? '' : this.#alias('account', account);
      return `arn:${partition}:${service}:${region}:${who}:${this.#resource(service, rest)}`;
    });
    // Names before account ids: a name may hold one.
    out = this.#replaceNames(out);
    for (const [kind, found] of patterns)
      out = out.replace(found, (value) => (isPrincipal(value) ? value : this.#alias(kind, value)));
    out = out.replace(resourceId, (value, type) => this.#alias(type, value));
    out = out.replace(ipv4, (value, mask = '') => (anyone.test(value) ? value : this.#address(value, mask)));
    out = out.replace(ipv6, (value, mask = '') =>
      anyone.test(value) || clock.test(value) ? value : this.#address(value, mask),
    );
    return out;
  }

  /** The id of a resource: always another one than before, but for those that every account has. */
  resource(id: string): string {
    const out = this.text(id);
    return out !== id || /\s/.test(id) || id.includes('::aws:') || !this.#isName(id) ? out : this.#alias('name', id);
  }

  /** Results with resources and sentences redacted; statuses, counts and check ids stay. */
  results(results: readonly CheckResult[]): CheckResult[] {
    return results.map((result) => ({
      ...result,
      resources: result.resources.map((finding) => ({
        ...finding,
        id: this.resource(finding.id),
        ...(finding.account === undefined ? {} : { account: this.text(finding.account) }),
        reason: this.text(finding.reason),
      })),
      unknown: result.unknown.map((unread) => ({
        ...unread,
        ...(unread.account === undefined ? {} : { account: this.text(unread.account) }),
        reason: this.text(unread.reason),
      })),
      ...(result.notApplicable === undefined ? {} : { notApplicable: this.text(result.notApplicable) }),
      ...(result.source && {
        source: {
          ...result.source,
          from: this.text(result.source.from),
          insteadOf: result.source.insteadOf.map((unread) => ({ ...unread, reason: this.text(unread.reason) })),
        },
      }),
      ...(result.elsewhere && {
        elsewhere: result.elsewhere.map((said) => ({
          ...said,
          from: this.text(said.from),
          ...(said.account === undefined ? {} : { account: this.text(said.account) }),
        })),
      }),
    }));
  }

  /**
   * Any value: sentences and everything of a known form. A text of a single word is left as it is unless its form gives
   * it away, since it may be one of ours (`pass`, `high`). Results of checks keep their shape and lose their ids.
   */
  value<T>(value: T): T {
    if (typeof value === 'string') return (/[\s:/@.\d]/.test(value) ? this.text(value) : value) as T;
    if (Array.isArray(value)) return value.map((member) => this.value(member)) as T;
    if (typeof value !== 'object' || value === null) return value;
    if ('check' in value && 'resources' in value && 'unknown' in value)
      return this.results([value as unknown as CheckResult])[0] as T;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.value(member)])) as T;
  }

  #alias(kind: string, value: string): string {
    const known = this.#aliases.get(value);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const alias = `${kind}-${count}`;
    this.#aliases.set(value, alias);
    return alias;
  }

  #address(value: string, mask: string): string {
    return this.#alias('ip', value.slice(0, value.length - mask.length)) + mask;
  }

  /** The last part of an ARN: kinds of things stay, names go. */
  #resource(service: string, rest: string): string {
    const parts = rest.split(/([/:])/);
    const kindFirst = service !== 's3' && service !== 'sns' && service !== 'sqs' && parts.length > 1;
    return parts
      .map((part, index) => {
        const keep = index % 2 === 1 || part === '*' || part === 'root' || part === '' || this.#regions.has(part);
        return keep || (index === 0 && kindFirst) ? part : this.#alias('name', part);
      })
      .join('');
  }

  /** Known names that stand alone, also those of several words; the longest that fits. */
  #replaceNames(text: string): string {
    const tokens = new RegExp(token.source, token.flags);
    let out = '';
    let from = 0;
    for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
      const [found] = match;
      // A sentence may end in a name.
      const candidates = [found, found.replace(/[._-]+$/, '')].flatMap((start) => this.#names.get(start) ?? []);
      const name = candidates.find((candidate) => standsAt(text, candidate, match.index));
      if (name === undefined) continue;
      out += text.slice(from, match.index) + this.#alias('name', name);
      from = match.index + name.length;
      tokens.lastIndex = from;
    }
    return out + text.slice(from);
  }

  #isName(text: string): boolean {
    const plain = text.length > 1 && text.length < 300 && !everybodys.has(text) && !this.#regions.has(text);
    return plain && !isPrincipal(text) && !hasForm.test(text);
  }
}

const token = /[\p{L}\p{N}][\p{L}\p{N}._-]*/gu;

/** Whether `name` stands in `text` at `at` and ends there, but for the end of a sentence. */
function standsAt(text: string, name: string, at: number): boolean {
  return text.startsWith(name, at) && /^(?:$|[^\p{L}\p{N}._-]|[._-]+(?:$|\s))/u.test(text.slice(at + name.length));
}

function firstToken(name: string): string {
  return name.match(token)?.[0] ?? name;
}

/** A service of AWS, such as `cloudtrail.amazonaws.com`, is nobody's secret. */
function isPrincipal(text: string): boolean {
  return /^[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(text) || text.startsWith('aws-service-role');
}

function collect(value: unknown, key: string, found: Set<string>): void {
  if (typeof value === 'string') {
    if (naming.test(key) && !value.startsWith('arn:')) found.add(value);
    else if (value.startsWith('arn:') && !value.includes('::aws:')) found.add(value.split(/[/:]/).at(-1) ?? '');
    return;
  }
  if (Array.isArray(value)) for (const member of value) collect(member, key, found);
  else if (typeof value === 'object' && value !== null) {
    // Policies of AWS's own have the same name everywhere.
    if (typeof (value as { arn?: unknown }).arn === 'string' && (value as { arn: string }).arn.includes('::aws:'))
      return;
    for (const [name, member] of Object.entries(value)) collect(member, name, found);
  }
}
