/** Conditions of policy statements: whether they narrow "everybody" down to callers that somebody chose. */
import type { PolicyDocument, PolicyStatement } from './facts.ts';
import { parseCidr, publicShare } from './network.ts';
import { accountOf, asList, coversAction, globMatches, namesEverybody, statements } from './policy.ts';

/** `narrows`: only chosen callers are left. `open`: anybody still is. `unclear`: a condition this program does not know. */
export type Narrowing = 'narrows' | 'open' | 'unclear';

interface Entry {
  /** Operator without quantifier and `IfExists`, lower case. */
  operator: string;
  quantifier: '' | 'foranyvalue' | 'forallvalues';
  ifExists: boolean;
  /** Condition key, lower case. */
  key: string;
  values: string[];
}

function entries(statement: PolicyStatement): Entry[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([name, keys]) => {
    const match = /^(?:(foranyvalue|forallvalues):)?(.*?)(ifexists)?$/.exec(name.toLowerCase());
    return Object.entries(keys).map(([key, value]) => ({
      operator: match?.[2] ?? '',
      quantifier: (match?.[1] ?? '') as Entry['quantifier'],
      ifExists: match?.[3] !== undefined,
      key: key.toLowerCase(),
      values: asList<string | boolean | number>(value).map(String),
    }));
  });
}

const positive = ['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike', 'ipaddress'];
const negative = [
  'stringnotequals',
  'stringnotequalsignorecase',
  'stringnotlike',
  'arnnotequals',
  'arnnotlike',
  'notipaddress',
];
const takesWildcards = ['stringlike', 'arnequals', 'arnlike', 'stringnotlike', 'arnnotequals', 'arnnotlike'];

// Keys that say who calls, or from where, in a way the caller cannot choose.
const callerKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:userid',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  'sts:externalid',
]);

// Keys that anybody can satisfy: how, when and with what headers the request is made, not by whom.
const anybodyKeys =
  /^(lambda:(functionurlauthtype|invokedviafunctionurl)|aws:(securetransport|referer|useragent|currenttime|epochtime|tokenissuetime|multifactorauth.*|requestedregion|principaltype|principaltag\/.*|requesttag\/.*|tagkeys)|s3:(prefix|delimiter|max-keys|x-amz-acl|x-amz-server-side-encryption|x-amz-storage-class|x-amz-content-sha256|signatureversion|signatureage|authtype|tlsversion|versionid|existingobjecttag\/.*|requestobjecttag.*))$/;

/** Whether a value of a caller key leaves only chosen callers. */
function isFixed(key: string, value: string, wildcards: boolean): boolean {
  if (key === 'aws:sourceip') {
    const range = parseCidr(value);
    // As S3 itself judges it: a block wider than /8 (IPv6: /32) is the public.
    if (range === undefined) return false;
    const bits = range.family === 4 ? 24n : 96n;
    return range.last - range.first < 1n << bits || publicShare([range], range.family) === 0;
  }
  if (value === '') return false;
  const wildcard = wildcards ? value.search(/[*?]/) : -1;
  if (wildcard === -1) return true;
  const literal = value.slice(0, wildcard);
  if (value.startsWith('arn:')) return /^arn:[^:]*:[^:]*:[^:]*:\d{12}:/.test(value);
  if (key.endsWith('orgpaths')) return /^o-[a-z0-9]{10,32}\//.test(literal);
  if (key === 'aws:userid') return /^(A[A-Z]{3}[A-Z0-9]{12,}|\d{12}):/.test(literal);
  return false;
}

/** What the condition of a statement leaves of "everybody"; several parts must all hold, so one that narrows is enough. */
export function narrowing(statement: PolicyStatement): Narrowing {
  const parts = entries(statement);
  const verdicts = parts.map((entry): Narrowing => {
    if (anybodyKeys.test(entry.key)) return 'open';
    if (!callerKeys.has(entry.key)) return 'unclear';
    // "If it exists", "for all values" and "all but these" hold for callers that do not bring the key at all.
    if (entry.ifExists || entry.quantifier === 'forallvalues' || negative.includes(entry.operator)) return 'open';
    if (!positive.includes(entry.operator)) return 'unclear';
    const wildcards = takesWildcards.includes(entry.operator);
    return entry.values.length > 0 && entry.values.every((v) => isFixed(entry.key, v, wildcards)) ? 'narrows' : 'open';
  });
  if (verdicts.includes('narrows')) return 'narrows';
  return verdicts.includes('unclear') ? 'unclear' : 'open';
}

/** Whether a statement's condition leaves only callers of one account. */
export function onlyCallersOf(statement: PolicyStatement, account: string): boolean {
  return entries(statement).some(
    ({ key, operator, quantifier, ifExists, values }) =>
      ['aws:principalaccount', 'aws:principalarn'].includes(key) &&
      positive.includes(operator) &&
      quantifier !== 'forallvalues' &&
      !ifExists &&
      values.length > 0 &&
      values.every((value) => accountOf(value) === account),
  );
}

/** Whether a statement's condition leaves only callers of organizations, or parts of them, that it names by id. */
export function onlyCallersOfAnOrganization(statement: PolicyStatement): boolean {
  return entries(statement).some(
    ({ key, operator, quantifier, ifExists, values }) =>
      ['aws:principalorgid', 'aws:principalorgpaths'].includes(key) &&
      positive.includes(operator) &&
      quantifier !== 'forallvalues' &&
      !ifExists &&
      values.length > 0 &&
      values.every((value) => isFixed(key, value, takesWildcards.includes(operator))),
  );
}

/** Whether a denial refuses everybody, or everybody but callers that somebody chose; what it denies is not looked at. */
export function refusesAllButChosen(deny: PolicyStatement): boolean {
  if (deny.Effect !== 'Deny' || !namesEverybody(deny)) return false;
  return entries(deny).every((entry) => {
    // Data perimeters let AWS's own services through; those are no strangers.
    if (/^aws:(principalisawsservice|viaawsservice)$/.test(entry.key)) {
      return entry.operator === 'bool' && entry.values.every((value) => value.toLowerCase() === 'false');
    }
    if (!callerKeys.has(entry.key) || !negative.includes(entry.operator) || entry.quantifier === 'foranyvalue')
      return false;
    const wildcards = takesWildcards.includes(entry.operator);
    return entry.values.length > 0 && entry.values.every((value) => isFixed(entry.key, value, wildcards));
  });
}

/** Whether a denial refuses everybody but chosen callers (or everybody), on all that the other statement allows. */
function guards(deny: PolicyStatement, allow: PolicyStatement): boolean {
  return (
    refusesAllButChosen(deny) &&
    covers(deny.Action, deny.NotAction, allow.Action) &&
    covers(deny.Resource, deny.NotResource, allow.Resource)
  );
}

type Patterns = string | string[] | undefined;

/** Whether every pattern of the inner list lies within one of the outer list. Safe side: false when it cannot be told. */
function covers(outer: Patterns, outerNot: Patterns, inner: Patterns): boolean {
  if (outerNot !== undefined) return false;
  const wide = asList(outer);
  if (wide.includes('*')) return true;
  if (inner === undefined) return wide.length === 0;
  // A `*` in the outer pattern also swallows a `*` of the inner one; a `?` would not.
  return asList(inner).every((pattern) =>
    wide.some((w) => w === pattern || (!w.includes('?') && globMatches(w, pattern))),
  );
}

/** A statement that lets everybody in, or may. */
export interface PublicStatement {
  statement: PolicyStatement;
  /** False: its condition is one this program cannot judge. */
  certain: boolean;
}

/** Statements of a resource policy that allow everybody, narrowing conditions and guarding denials taken into account. */
export function publicStatements(document: PolicyDocument): PublicStatement[] {
  const all = statements(document);
  return wildcardStatements(document)
    .filter((statement) => !all.some((deny) => guards(deny, statement)))
    .map((statement) => ({ statement, verdict: narrowing(statement) }))
    .filter(({ verdict }) => verdict !== 'narrows')
    .map(({ statement, verdict }) => ({ statement, certain: verdict === 'open' }));
}

/** Statements that allow something to everybody, whatever their conditions say. */
export function wildcardStatements(document: PolicyDocument): PolicyStatement[] {
  return statements(document).filter((statement) => statement.Effect === 'Allow' && namesEverybody(statement));
}

/** Whether a statement's condition holds only with an external id that was agreed, or with a second factor. */
export function demandsExternalIdOrMfa(statement: PolicyStatement): boolean {
  return entries(statement).some((entry) => {
    if (entry.ifExists || entry.quantifier === 'forallvalues') return false;
    if (entry.key === 'sts:externalid') {
      const wildcards = takesWildcards.includes(entry.operator);
      return positive.includes(entry.operator) && entry.values.every((v) => isFixed(entry.key, v, wildcards));
    }
    if (entry.key === 'aws:multifactorauthpresent') return isBool(entry, 'true');
    return entry.key === 'aws:multifactorauthage' && /^numericlessthan(equals)?$/.test(entry.operator);
  });
}

const isBool = (entry: Entry, wanted: string) =>
  entry.operator === 'bool' && entry.values.length > 0 && entry.values.every((v) => v.toLowerCase() === wanted);

/** Whether a denial refuses everybody who assumes the role without the agreed external id, or without a second factor. */
export function refusesWithoutExternalIdOrMfa(statement: PolicyStatement): boolean {
  if (statement.Effect !== 'Deny' || !namesEverybody(statement) || !coversAction(statement, 'sts:AssumeRole'))
    return false;
  const [entry, ...more] = entries(statement);
  if (entry === undefined || more.length > 0) return false;
  // A negated comparison and "if it exists" also hold, and so refuse, when the caller does not bring the key at all.
  if (entry.key === 'sts:externalid') return negative.includes(entry.operator) && entry.quantifier === '';
  return entry.key === 'aws:multifactorauthpresent' && entry.ifExists && isBool(entry, 'false');
}

/** Whether a denial refuses plain HTTP to everybody, and to nobody else. */
export function refusesPlainHttp(statement: PolicyStatement): boolean {
  if (statement.Effect !== 'Deny' || statement.NotPrincipal !== undefined || !namesEverybody(statement)) return false;
  const [entry, ...more] = entries(statement);
  return entry !== undefined && more.length === 0 && entry.key === 'aws:securetransport' && isBool(entry, 'false');
}
