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
  ['key', /(?<![A-Za-z0-9])(?:A[BKS]IA|A[IR][DO]A|A[GIN]PA|ANVA|APKA|ACCA|ASCA)[A-Z0-9]{12,}(?![A-Za-z0-9])/g],
  ['email', /[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+\.[\p{L}\p{N}_.-]*[\p{L}\p{N}_]/gu],
  ['host', /\b(?:[\w-]+\.){2,}(?:amazonaws\.com(?:\.cn)?|on\.aws)\b/g],
  [
    'host',
    /\b(?:[\w-]+\.)+(?:cloudfront\.net|awsapps\.com|signin\.aws\.amazon\.com|awsapprunner\.com|amplifyapp\.com|amazoncognito\.com|elasticbeanstalk\.com)\b/g,
  ],
  ['id', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi],
  // Also beside an underscore, as in names of files; inside a hash it stands between letters or digits.
  ['account', /(?<![A-Za-z0-9])\d{12}(?![A-Za-z0-9])/g],
];
/** As the console shows an account id. */
const dashedAccount = /(?<![\w-])(\d{4})-(\d{4})-(\d{4})(?![\w-])/g;
/** A bucket in an address that names it after the service. */
const bucketAfter = /(\bs3:\/\/|\bs3(?:[.-][\w-]+)?\.amazonaws\.com(?:\.cn)?\/)([\w.-]*\w)/g;
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
  readonly #accounts: ReadonlySet<string>;
  /** Names that are words of ours. */
  readonly #words: ReadonlySet<string>;

  /**
   * Knows the names in these scans. `own` is a text of ours, such as the questionnaire: a name that is a plain word of it
   * (`release`, `daily`) goes from the results of checks alone, since in any other sentence it is more likely the word.
   */
  constructor(scans: readonly Facts[], own = '') {
    this.#words = new Set(own.match(/(?<![\p{L}\p{N}_.-])[a-z]+(?![\p{L}\p{N}_-])/gu) ?? []);
    this.#accounts = new Set(scans.map(({ account }) => account).filter((account) => /^\d{12}$/.test(account)));
    this.#regions = new Set(scans.flatMap(({ regions }) => regions));
    const found = new Set<string>();
    for (const { account, callerArn, readings } of scans) {
      collect(readings, 'readings', found);
      for (const byRegion of Object.values(readings))
        for (const reading of Object.values(byRegion ?? {})) collectKeys(reading, found);
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
    return this.#text(text, false);
  }

  /** `strict`: also names that are words of ours. */
  #text(text: string, strict: boolean): string {
    let out = text.replace(arn, (_, partition, service, region, account, rest) => {
      if (account === 'aws') return `arn:${partition}:${service}:${region}:${account}:${rest}`;
      const who = account === '' ? '' : this.#alias('account', account);
      return `arn:${partition}:${service}:${region}:${who}:${this.#resource(service, rest)}`;
    });
    // Names before account ids: a name may hold one.
    out = this.#replaceNames(out, strict);
    for (const account of this.#accounts)
      if (out.includes(account)) out = out.replaceAll(account, this.#alias('account', account));
    out = out.replace(dashedAccount, (_, ...parts: string[]) => this.#alias('account', parts.slice(0, 3).join('')));
    out = out.replace(bucketAfter, (_, before, bucket) => before + this.#alias('name', bucket));
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
    return results.map(({ check, criteria, resources, unknown, notApplicable, ...said }) => ({
      // What a person recorded and what other engines say are texts like any other.
      ...this.value(said),
      ...{ check, criteria },
      resources: resources.map((finding) => ({
        ...finding,
        id: this.resource(finding.id),
        ...(finding.account === undefined ? {} : { account: this.text(finding.account) }),
        reason: this.#text(finding.reason, true),
      })),
      unknown: unknown.map((unread) => ({
        ...unread,
        ...(unread.account === undefined ? {} : { account: this.text(unread.account) }),
        reason: this.#text(unread.reason, true),
      })),
      ...(notApplicable === undefined ? {} : { notApplicable: this.#text(notApplicable, true) }),
    }));
  }

  /**
   * Any value: sentences and everything of a known form, also as the name of a member. A text of a single word is left as it is unless its form gives
   * it away, since it may be one of ours (`pass`, `high`). Results of checks keep their shape and lose their ids.
   */
  value<T>(value: T): T {
    if (typeof value === 'string') return this.#unlessWord(value) as T;
    if (Array.isArray(value)) return value.map((member) => this.value(member)) as T;
    if (typeof value !== 'object' || value === null) return value;
    if ('check' in value && 'resources' in value && 'unknown' in value)
      return this.results([value as unknown as CheckResult])[0] as T;
    const members = Object.entries(value).map(([key, member]) => [this.#unlessWord(key), this.value(member)]);
    return Object.fromEntries(members) as T;
  }

  #unlessWord(text: string): string {
    return /[\s:/@.\d]/.test(text) ? this.text(text) : text;
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
  #replaceNames(text: string, strict: boolean): string {
    const tokens = new RegExp(token.source, token.flags);
    let out = '';
    let from = 0;
    for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
      const [found] = match;
      // A sentence may end in a name.
      const candidates = [found, found.replace(/[._-]+$/, '')].flatMap((start) => this.#names.get(start) ?? []);
      const name = candidates.find(
        (candidate) => standsAt(text, candidate, match.index) && (strict || !this.#words.has(candidate)),
      );
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
    else if (value.startsWith('arn:')) found.add(lastOfArn(value));
    return;
  }
  if (Array.isArray(value)) {
    for (const member of value) {
      collect(member, key, found);
      // A reading that is a list of texts is one of names.
      if (key === 'data' && typeof member === 'string' && !member.startsWith('arn:')) found.add(member);
    }
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // Policies of AWS's own have the same name everywhere.
    if (typeof (value as { arn?: unknown }).arn === 'string' && (value as { arn: string }).arn.includes('::aws:'))
      return;
    for (const [name, member] of Object.entries(value)) collect(member, name, found);
  }
}

/** What is read one by one is kept by its name. */
function collectKeys(reading: unknown, found: Set<string>): void {
  const data = (reading as { data?: unknown }).data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return;
  const members = Object.entries(data);
  if (!members.every(([, member]) => isReading(member))) return;
  for (const [key] of members) found.add(key.startsWith('arn:') ? lastOfArn(key) : key);
}

/** The name at the end of an ARN; empty for what AWS owns, and for a short one such as `arn:aws:s3`, all buckets. */
function lastOfArn(text: string): string {
  const named = text.split(':').length > 5 && !text.includes('::aws:');
  return named ? (text.split(/[/:]/).at(-1) ?? '') : '';
}

function isReading(value: unknown): boolean {
  const state = (value as { state?: unknown } | null)?.state;
  return state === 'ok' || state === 'denied' || state === 'unavailable' || state === 'failed';
}
